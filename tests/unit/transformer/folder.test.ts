import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { directorySource } from '@/lib/transformer/directory-node';
import { loadFolder } from '@/lib/transformer/folder';
import type { FileSource } from '@/lib/transformer/folder';
import { httpSource } from '@/lib/transformer/http';
import { never, readTiny, tinyPath } from './tiny';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>(resolve => server!.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/models/tiny`;
}
const file = (url: string | undefined) => readFileSync(`${tinyPath}/${url!.split('/').at(-1)}`);

/** The directory with one file replaced (text) or missing (null). */
function changed(name: string, content: string | null): FileSource {
  const source = directorySource(tinyPath);
  return {
    read: (wanted, ...rest) =>
      wanted === name
        ? Promise.resolve(content === null ? null : new TextEncoder().encode(content))
        : source.read(wanted, ...rest),
  };
}

describe('a model folder', () => {
  it('is read over HTTP, every byte counted', async () => {
    const base = await serve((request, response) => {
      const bytes = file(request.url);
      response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
    });
    const seen: [number, number | null][] = [];
    const { config, weights, tokenizer } = await loadFolder(httpSource(base), (...bytes) => seen.push(bytes), never);
    expect(config.endTokens).toEqual([261]);
    expect(weights.get('model.norm.weight')).toHaveLength(16);
    expect(tokenizer.encode('<|end|>')).toEqual([261]);
    const size = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'model.safetensors'].reduce(
      (sum, name) => sum + file(name).length,
      0,
    );
    expect(seen.at(-1)).toEqual([size, size]);
    expect(seen.every(([loaded], i) => i === 0 || loaded >= seen[i - 1]![0])).toBe(true);
  });

  it('is read where the server packs its files', async () => {
    const base = await serve((request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(file(request.url)));
    });
    await expect(loadFolder(httpSource(base), () => {}, never)).resolves.toHaveProperty('weights');
  });

  it.each(['config.json', 'tokenizer.json', 'tokenizer_config.json', 'model.safetensors'])(
    'names %s if it is missing',
    async name => {
      await expect(loadFolder(changed(name, null), () => {}, never)).rejects.toMatchObject({
        kind: 'model-file',
        detail: `${name} is missing.`,
      });
    },
  );

  it('names a file that is a page of HTML', async () => {
    const load = (name: string) => loadFolder(changed(name, '<!doctype html>'), () => {}, never);
    await expect(load('config.json')).rejects.toMatchObject({
      kind: 'model-file',
      detail: expect.stringMatching(/^config\.json/),
    });
    await expect(load('tokenizer.json')).rejects.toMatchObject({
      kind: 'model-file',
      detail: expect.stringMatching(/^tokenizer\.json/),
    });
    await expect(load('model.safetensors')).rejects.toMatchObject({
      kind: 'model-file',
      detail: expect.stringMatching(/^model\.safetensors/),
    });
  });

  it('takes the end token of the tokenizer where the config names another', async () => {
    const config = JSON.stringify({ ...(JSON.parse(readTiny('config.json')) as object), eos_token_id: 260 });
    expect((await loadFolder(changed('config.json', config), () => {}, never)).config.endTokens).toEqual([260, 261]);
  });

  it.each<[string, RequestListener]>([
    ['answers 500', (_, response) => void response.writeHead(500).end()],
    ['hangs up', (_, response) => void response.destroy()],
    [
      'breaks off',
      (_, response) => void response.writeHead(200, { 'content-length': 99 }).write('x', () => response.destroy()),
    ],
  ])('says that the download failed when the server %s', async (_what, listener) => {
    const base = await serve(listener);
    await expect(loadFolder(httpSource(base), () => {}, never)).rejects.toMatchObject({
      kind: 'download-failed',
      detail: expect.stringMatching(/^config\.json/),
    });
  });

  it.each([true, false])('refuses a file beyond the limit, announced or not (%s)', async announced => {
    const base = await serve((_, response) => {
      if (announced) response.setHeader('content-length', 2000);
      response.end('x'.repeat(2000));
    });
    const read = httpSource(base).read('config.json', 1000, () => {}, never);
    await expect(read).rejects.toMatchObject({
      kind: 'model-file',
      detail: expect.stringMatching(/larger than the 1000 bytes/),
    });
  });

  it('stops a download', async () => {
    const base = await serve((_, response) => void response.writeHead(200, { 'content-length': 99 }).write('x'));
    const controller = new AbortController();
    const load = loadFolder(httpSource(base), () => controller.abort(), controller.signal);
    await expect(load).rejects.toMatchObject({ kind: 'cancelled' });
  });

  it('refuses a file beyond the limit on disk', async () => {
    const read = directorySource(tinyPath).read('config.json', 10, () => {}, never);
    await expect(read).rejects.toMatchObject({ kind: 'model-file' });
  });
});
