import { describe, expect, it } from 'vitest';
import { plan } from '@/scripts/service-worker/plan';

const file = (path: string, bytes = 1000) => ({ path, bytes, hash: 'h' });

describe('what the service worker keeps', () => {
  it('names pages by their folders, as browsers ask for them', () => {
    const { kept } = plan(['index.html', 'divide-and-conquer/index.html', '404.html'].map(path => file(path)));
    expect(kept.map(({ url }) => url)).toEqual(['', 'divide-and-conquer/', '404.html']);
  });

  it('keeps the model and the experiments from the start, and a huge script once it is used', () => {
    const model = file('models/loupe-arithmetic/model.safetensors', 9_000_000);
    const webllm = file('_next/static/chunks/webllm.js', 6_000_000);
    const { kept, atUse } = plan([model, webllm, file('experiments/index.json'), file('_next/static/chunks/page.js')]);
    expect(kept.map(({ path }) => path)).toEqual([model.path, 'experiments/index.json', '_next/static/chunks/page.js']);
    expect(atUse.map(({ path }) => path)).toEqual([webllm.path]);
  });

  it('leaves out what no browser asks for', () => {
    const { kept, atUse } = plan(
      ['sw.js', 'a.js.map', '_next/static/media/x.worker.1a2b.ts', '_headers'].map(path => file(path)),
    );
    expect([...kept, ...atUse]).toEqual([]);
  });
});
