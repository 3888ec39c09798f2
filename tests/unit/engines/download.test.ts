import { beforeEach, describe, expect, it, vi } from 'vitest';
import { downloadOf } from '@/lib/engines/download';
import { models } from '@/lib/engines/models';

beforeEach(() => void vi.stubGlobal('location', { href: 'https://loupe.example/panel/' }));

describe('the download of a model', () => {
  it('has hosts and a size for every model of the catalogue but the one of the site', () => {
    for (const model of models) {
      const download = downloadOf(model.ref);
      if (model.parameters === null) expect(download).toBeNull();
      else
        expect([model.title, download?.hosts[0], (download?.bytes ?? 0) > 1e8]).toEqual([
          model.title,
          'huggingface.co',
          true,
        ]);
    }
  });

  it('has the size of the build that is named', () => {
    const { f16, f32 } = models.find(({ webllm }) => webllm)!.webllm!;
    for (const { id, downloadBytes } of [f16, f32])
      expect(downloadOf({ engine: 'webllm', model: id })?.bytes).toBe(downloadBytes);
    expect(f16.downloadBytes).not.toBe(f32.downloadBytes);
  });

  it('has no size for a folder that the catalogue lacks, and its own host', () => {
    const web = { engine: 'embedded', model: 'https://example.org/models/mine' } as const;
    expect(downloadOf(web)).toEqual({ hosts: ['example.org'], bytes: null });
    expect(downloadOf({ engine: 'embedded', model: 'owner/name' })).toEqual({ hosts: ['huggingface.co'], bytes: null });
  });

  it('is none for a server and a recording', () => {
    for (const engine of ['endpoint', 'recorded'] as const) expect(downloadOf({ engine, model: 'x' })).toBeNull();
  });
});
