import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deleteKept, keptOf } from '@/lib/transformer/sources/part-store';
import { readWhole } from '@/lib/transformer/sources/source';
import { bytesOf, sha256 } from '../../support/model-folder';
import { partBytes, refused, RemoteBench, weights } from '../../support/remote-workbench';
import { never } from './tiny';

const bench = new RemoteBench();

/** The hash of what comes. */
async function read(from = bench.source()): Promise<string> {
  return sha256((await readWhole(from, weights, { limit: 1e9, onBytes: () => {}, signal: never }))!);
}

describe('a remote folder', () => {
  it('is kept: a second load needs no server', async () => {
    await bench.load();
    bench.server.stop();
    const asked = bench.server.asked.length;
    await bench.load();
    expect(bench.server.asked).toHaveLength(asked);
    expect(await keptOf(bench.storage, bench.folder)).toEqual({
      bytes: Object.values(bench.server.files).reduce((sum, file) => sum + file.length, 0),
      isWhole: true,
    });
  });

  it('is read offline also where files are missing that it does without', async () => {
    delete bench.server.files['generation_config.json'];
    await bench.load();
    bench.server.stop();
    await bench.load();
  });

  it('goes on where a stopped download was', async () => {
    bench.sendInPieces();
    await bench.stopAt(0.7);
    const kept = bench.parts().length;
    expect(kept).toBeGreaterThan(0);
    expect(await keptOf(bench.storage, bench.folder)).toMatchObject({ isWhole: false });
    bench.server.asked.length = 0;
    await bench.load();
    expect(bench.server.asked).toEqual([`${weights} ${kept * partBytes}-`]);
  });

  it('goes on where a connection broke, without being asked to', async () => {
    let times = 0;
    bench.server.mischief = (request, response, name) => {
      if (name !== weights || times++ > 4) return false;
      const from = Number(/\d+/.exec(request.headers.range ?? '0')![0]);
      const rest = bench.server.files[name]!.subarray(from);
      response.writeHead(from > 0 ? 206 : 200, { 'content-length': rest.length });
      response.write(rest.subarray(0, 3000), () => response.destroy());
      return true;
    };
    await bench.load();
    const asked = bench.server.asked.filter(name => name.startsWith(weights));
    expect(asked.length).toBeGreaterThan(3); // More than the attempts without progress: each one brought bytes.
    expect(asked[1]).toMatch(/ [1-9]\d*-$/);
  });

  it('gives up on a server that goes on failing, and keeps what came', async () => {
    bench.server.mischief = (request, response, name) => {
      if (name !== weights) return false;
      if (request.headers.range) return response.destroy() && true;
      response.writeHead(200, { 'content-length': bench.server.files[name]!.length });
      response.write(bench.server.files[name]!.subarray(0, 5000), () => response.destroy());
      return true;
    };
    await expect(bench.load()).rejects.toMatchObject(refused('download-failed', /^model\.safetensors: /));
    expect(bench.parts()).toHaveLength(2);
    bench.server.mischief = () => false;
    bench.server.asked.length = 0;
    await bench.load();
    expect(bench.server.asked).toEqual([`${weights} 4000-`]);
  });

  it.each([
    ['is busy at first', 503, undefined],
    ['has no such model', 401, /401: there is no such model, or it needs an account/],
    ['refuses', 418, /418/],
  ])('understands a server that %s', async (_what, status, detail) => {
    let times = 0;
    bench.server.mischief = (_, response, name) => {
      if (name === 'SHA256SUMS' || times++ > 1) return false;
      response.writeHead(status).end();
      return true;
    };
    if (detail) await expect(bench.load()).rejects.toMatchObject(refused('download-failed', detail));
    else await bench.load();
  });

  it('takes a connection on which nothing comes for broken', async () => {
    let times = 0;
    bench.server.mischief = (_, response, name) => {
      if (name !== weights || times++ > 0) return false;
      response.writeHead(200, { 'content-length': bench.server.files[name]!.length }).write('x');
      return true; // And no more.
    };
    bench.server.files[weights]![0] = 'x'.charCodeAt(0);
    // Long enough for a busy machine to send its first byte.
    const network = { fetch, delays: [1, 1, 1], stallTimeout: 1000 };
    expect(await read(bench.source({ network }))).toBe(sha256(bench.server.files[weights]!));
  });

  it('hears a cancel while it waits for the next attempt', async () => {
    bench.server.mischief = (_, response) => response.destroy() && true;
    const controller = new AbortController();
    const network = { fetch, delays: [1e6], stallTimeout: 1e6 };
    const loading = bench.load(bench.source({ network }), controller.signal);
    setTimeout(() => controller.abort(), 20);
    await expect(loading).rejects.toMatchObject({ kind: 'cancelled' });
  });

  it('reads from a server that knows no ranges', async () => {
    bench.server.ranges = false;
    bench.sendInPieces();
    await bench.stopAt(0.7);
    await bench.load();
    expect(await read()).toBe(sha256(bench.server.files[weights]!));
  });

  it('reads from a server that packs its files, and keeps them', async () => {
    bench.server.mischief = (_, response, name) => {
      const file = bench.server.files[name];
      if (file) response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(file));
      return Boolean(file);
    };
    await bench.load();
    bench.server.stop();
    await bench.load();
  });

  it('starts anew where the file has changed since', async () => {
    bench.sendInPieces();
    await bench.stopAt(0.7);
    bench.server.mischief = () => false;
    const changed = bench.server.files[weights]!.slice();
    changed[0]! ^= 1;
    bench.server.files = { ...bench.server.files, [weights]: changed };
    expect(await read()).toBe(sha256(changed));
    bench.server.stop();
    expect(await read()).toBe(sha256(changed));
  });

  it('asks for nothing but the config where that is refused', async () => {
    bench.server.files = { ...bench.server.files, 'config.json': bytesOf('{"architectures":["GPT2LMHeadModel"]}') };
    await expect(bench.load()).rejects.toMatchObject({ kind: 'model-unsupported' });
    expect(bench.server.asked).toEqual(['SHA256SUMS', 'config.json']);
  });

  it('is read without a store: none there, forbidden, or full', async () => {
    await bench.load(bench.source({ caches: undefined }));
    const forbidden = { open: () => Promise.reject(new DOMException('No', 'SecurityError')) };
    await bench.load(bench.source({ caches: forbidden as unknown as CacheStorage }));
    expect(bench.caches.bytes).toBe(0);
    bench.caches.room = 12_000;
    await bench.load();
    expect(await keptOf(bench.storage, bench.folder)).toMatchObject({ isWhole: false });
    bench.caches.room = Infinity;
    await bench.load();
    expect(await keptOf(bench.storage, bench.folder)).toMatchObject({ isWhole: true });
  });

  it('is deleted in one piece', async () => {
    await bench.load();
    await deleteKept(bench.storage, bench.folder);
    expect(bench.caches.entries()).toEqual([]);
    expect(await keptOf(bench.storage, bench.folder)).toEqual({ bytes: 0, isWhole: false });
    expect(await keptOf(undefined, bench.folder)).toEqual({ bytes: 0, isWhole: false });
  });

  it('fetches a damaged part again, and only that', async () => {
    await bench.load();
    bench.parts()[1]!.body[7]! ^= 1;
    bench.parts()[3]!.remove();
    expect(await keptOf(bench.storage, bench.folder)).toMatchObject({ isWhole: false });
    bench.server.asked.length = 0;
    await bench.load();
    expect(bench.server.asked).toEqual([`${weights} 6000-`, `${weights} 2000-3999`]);
    bench.server.stop();
    await bench.load();
  });

  it('gives the right bytes, whatever was lost or damaged and wherever connections break', async () => {
    const harm = fc.record({
      lost: fc.array(fc.nat(20), { maxLength: 3 }),
      damaged: fc.array(fc.nat(20), { maxLength: 3 }),
      breaks: fc.array(fc.integer({ min: 1, max: 9000 }), { maxLength: 3 }),
      ranges: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(harm, async ({ lost, damaged, breaks, ranges }) => {
        const left = [...breaks];
        bench.server.ranges = ranges;
        bench.server.mischief = (request, response, name) => {
          const length = name === weights && left.pop();
          if (!length) return false;
          const from = ranges ? Number(/\d+/.exec(request.headers.range ?? '0')![0]) : 0;
          const rest = bench.server.files[name]!.subarray(from);
          response.writeHead(from > 0 ? 206 : 200, { 'content-length': rest.length });
          response.write(rest.subarray(0, length), () => response.destroy());
          return true;
        };
        const kept = bench.parts();
        for (const part of lost) kept[part]?.remove();
        for (const part of damaged) if (kept[part]) kept[part].body[0]! ^= 255;
        expect(await read()).toBe(sha256(bench.server.files[weights]!));
      }),
      { numRuns: 40 },
    );
  });

  it('does not keep what made no sense', async () => {
    const right = bench.server.files;
    const wrong = right[weights]!.slice();
    new DataView(wrong.buffer).setBigUint64(0, 10_000n, true); // A header far longer than it is, over several parts.
    bench.server.files = { ...right, [weights]: wrong };
    bench.server.etags = false;
    bench.sendInPieces();
    await expect(bench.load()).rejects.toMatchObject({ kind: 'model-file' });
    bench.server.files = right;
    await bench.load();
  });

  it('notices that a lost part of a whole file comes back as another', async () => {
    bench.server.etags = false;
    await bench.load();
    bench.parts()[2]!.remove();
    const changed = bench.server.files[weights]!.slice();
    changed[2 * partBytes]! ^= 1;
    bench.server.files = { ...bench.server.files, [weights]: changed };
    await expect(read()).rejects.toMatchObject(refused('integrity-failed', /^model\.safetensors/));
    expect(await read()).toBe(sha256(changed));
  });
});
