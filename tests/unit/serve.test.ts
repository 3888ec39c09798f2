import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compress } from '../../scripts/site/compress';
import type { Served } from '../../scripts/site/serve';
import { serve, serveOnFreePort } from '../../scripts/site/serve';

let folder = '';
const long = 'the same words again and again '.repeat(200);
const open: Served[] = [];

async function site(basePath: string): Promise<string> {
  const served = await serve({ folder, basePath }, 0);
  open.push(served);
  return served.url;
}

beforeAll(async () => {
  folder = path.join(await mkdtemp(path.join(tmpdir(), 'loupe-site-')), 'out');
  await mkdir(path.join(folder, '_next/static'), { recursive: true });
  await mkdir(path.join(folder, 'models'));
  await mkdir(path.join(folder, 'panel'));
  await mkdir(path.join(folder, 'embed/panel'), { recursive: true });
  await writeFile(path.join(folder, 'embed/panel/index.html'), '<h1>framed</h1>');
  await writeFile(path.join(folder, 'index.html'), '<h1>home</h1>');
  await writeFile(path.join(folder, 'panel/index.html'), '<h1>panel</h1>');
  await writeFile(path.join(folder, '404.html'), '<h1>not here</h1>');
  await writeFile(path.join(folder, '_next/static/kernels.wasm'), Uint8Array.of(0, 97, 115, 109));
  await writeFile(path.join(folder, 'models/config.json'), '{}');
  await writeFile(path.join(folder, 'models/model.safetensors'), 'weights');
  await writeFile(path.join(folder, '../secret.txt'), 'secret');
  await writeFile(path.join(folder, 'long.txt'), long);
  await writeFile(path.join(folder, 'run.jsonl.gz'), gzipSync('a run'));
  await compress(folder);
});

afterAll(async () => {
  await Promise.all(open.map(served => served.close()));
  await rm(path.dirname(folder), { recursive: true });
});

describe('serve', () => {
  it.each(['', '/loupe'])('serves pages and files under the base path "%s" with their kinds', async basePath => {
    const url = await site(basePath);
    expect(url).toMatch(new RegExp(`^http://localhost:\\d+${basePath}/$`));
    const kind = async (file: string) => (await fetch(new URL(file, url))).headers.get('content-type');
    expect(await (await fetch(url)).text()).toBe('<h1>home</h1>');
    expect(await (await fetch(new URL('panel/', url))).text()).toBe('<h1>panel</h1>');
    expect(await kind('')).toBe('text/html;charset=utf-8');
    expect(await kind('_next/static/kernels.wasm')).toBe('application/wasm');
    expect(await kind('models/config.json')).toBe('application/json');
    expect(await kind('models/model.safetensors')).toBe('application/octet-stream');
  });

  /** By hand: fetch would unpack the answer. */
  const raw = (url: string, encodings: string) =>
    new Promise<{ encoding: string | undefined; vary: string | undefined; body: Buffer }>((resolve, reject) => {
      request(url, { headers: { 'Accept-Encoding': encodings } }, response => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        const { 'content-encoding': encoding, vary } = response.headers;
        response.on('end', () => resolve({ encoding, vary, body: Buffer.concat(pieces) }));
      })
        .on('error', reject)
        .end();
    });

  it('sends texts in the best form that the browser knows, and in theirs to all others', async () => {
    const url = `${await site('')}long.txt`;
    const [brotli, zipped, plain] = await Promise.all(['gzip, br', 'gzip', 'identity'].map(each => raw(url, each)));
    expect([brotli, zipped, plain].map(answer => answer?.encoding)).toEqual(['br', 'gzip', undefined]);
    expect([brotli, zipped, plain].map(answer => answer?.vary)).toEqual(Array(3).fill('Accept-Encoding'));
    expect(brotliDecompressSync(brotli!.body).toString()).toBe(long);
    expect(gunzipSync(zipped!.body).toString()).toBe(long);
    expect(plain!.body.toString()).toBe(long);
    expect(brotli!.body.length).toBeLessThan(long.length / 10);
  });

  it('sends a file that is compressed by itself as it is', async () => {
    const url = `${await site('')}run.jsonl.gz`;
    const { encoding, body } = await raw(url, 'gzip, br');
    expect(encoding).toBe('identity');
    expect(gunzipSync(body).toString()).toBe('a run');
    expect(Buffer.from(await (await fetch(url)).arrayBuffer())).toEqual(body);
  });

  it('keeps files with a hash in their name, and asks again for all others', async () => {
    const url = await site('');
    const cache = async (file: string) => (await fetch(new URL(file, url))).headers.get('cache-control');
    expect(await cache('_next/static/kernels.wasm')).toContain('immutable');
    expect(await cache('')).toBe('no-cache');
    expect(await cache('models/model.safetensors')).toBe('no-cache');
  });

  it('says with every answer that no other site may frame it, and that no file is another kind than its own', async () => {
    const url = await site('');
    for (const file of ['', 'models/config.json', 'nowhere']) {
      const { headers } = await fetch(new URL(file, url));
      expect(headers.get('content-security-policy')).toBe("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });

  it('lets other sites frame only what is below embed/', async () => {
    for (const basePath of ['', '/loupe']) {
      const framed = await fetch(new URL('embed/panel/?run=a.json', await site(basePath)));
      expect([await framed.text(), framed.headers.get('content-security-policy')]).toEqual(['<h1>framed</h1>', null]);
      expect(framed.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it('answers 304 while a page is as it was, and the new page once it changes', async () => {
    const url = await site('');
    const first = await fetch(url);
    const ask = () => fetch(url, { headers: { 'If-None-Match': first.headers.get('etag') ?? '' } });
    expect((await ask()).status).toBe(304);
    await writeFile(path.join(folder, 'index.html'), '<h1>a newer home</h1>');
    expect(await (await ask()).text()).toBe('<h1>a newer home</h1>');
    await writeFile(path.join(folder, 'index.html'), '<h1>home</h1>');
  });

  it('shows the 404 page of the site for what is not there', async () => {
    const answer = await fetch(new URL('nowhere', await site('')));
    expect([answer.status, await answer.text()]).toEqual([404, '<h1>not here</h1>']);
  });

  it('leads from the root to the base path, and to nothing else beside it', async () => {
    const url = await site('/loupe');
    expect((await fetch(new URL('/', url))).url).toBe(url);
    expect((await fetch(new URL('/models/config.json', url))).status).toBe(404);
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/models/..%2f..%2fsecret.txt',
    '/loupe/../../secret.txt',
    '/%',
    '/%00',
  ])('gives nothing outside the site for %s', async asked => {
    for (const basePath of ['', '/loupe']) {
      const { port } = new URL(await site(basePath));
      // By hand: fetch would tidy the path before it is sent.
      const body = await new Promise<string>((resolve, reject) => {
        request({ port, host: 'localhost', path: basePath + asked }, response => {
          let text = '';
          response.on('data', (piece: Buffer) => (text += piece.toString()));
          response.on('end', () => resolve(text));
        })
          .on('error', reject)
          .end();
      });
      expect(body).not.toContain('secret');
    }
  });

  it('takes the next port where the first is taken', async () => {
    const first = await serve({ folder, basePath: '' }, 0);
    const port = Number(new URL(first.url).port);
    const second = await serveOnFreePort({ folder, basePath: '' }, port);
    open.push(first, second);
    expect(Number(new URL(second.url).port)).toBeGreaterThan(port);
  });

  it('says what to do where there is no site', async () => {
    await expect(serve({ folder: '/nowhere', basePath: '' }, 0)).rejects.toThrow('npm run build');
  });
});
