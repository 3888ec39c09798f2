import { afterEach, describe, expect, it } from 'vitest';
import { browserDependencies, deleteFolder, keptOfFolder, remoteSource } from '@/lib/transformer/sources/remote';
import { readWhole } from '@/lib/transformer/sources/source';

/** The browser's own Cache API under a remote folder; the server is played, since the test's own knows no ranges. */

const folder = 'https://models.invalid/tiny/';
const partBytes = 100_000;
const file = Uint8Array.from({ length: 450_000 }, (_, i) => (i * 31) ^ (i >> 8));

afterEach(() => deleteFolder(folder));

/** What was asked for, and a server of one file that sends it in pieces; `after` so many bytes the connection breaks. */
function play({ after = Infinity, isOffline = false } = {}) {
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = (address, options) => {
    const name = new URL(address as string).pathname.split('/').at(-1)!;
    const range = new Headers(options?.headers).get('range');
    asked.push(range ? `${name} ${range}` : name);
    if (isOffline) return Promise.reject(new TypeError('Failed to fetch'));
    if (name !== 'weights') return Promise.resolve(new Response(null, { status: 404 }));
    const from = Number(/\d+/.exec(range ?? '0')![0]);
    let at = from;
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull(controller) {
        if (at - from >= after) return controller.error(new TypeError('network error'));
        if (at >= file.length) return controller.close();
        controller.enqueue(file.slice(at, (at += 30_000)));
      },
    });
    const headers = { etag: '"one"', 'content-length': String(file.length - from) };
    return Promise.resolve(new Response(body, { status: range ? 206 : 200, headers }));
  };
  const network = { fetch, delays: [], stallTimeout: 10_000 };
  const source = remoteSource(folder, { ...browserDependencies(), network, partBytes });
  return { asked, source };
}
const read = ({ source }: ReturnType<typeof play>) =>
  readWhole(source, 'weights', { limit: 1e9, onBytes: () => {}, signal: new AbortController().signal });

describe('a remote folder in the browser’s cache', () => {
  it('goes on where a download broke, and is then read without a network', async () => {
    await expect(read(play({ after: 250_000 }))).rejects.toMatchObject({ kind: 'download-failed' });
    expect(await keptOfFolder(folder)).toEqual({ bytes: 200_000, isWhole: false });
    const resumed = play();
    expect(await read(resumed)).toEqual(file);
    expect(resumed.asked).toEqual(['weights bytes=200000-']);
    await resumed.source.commit!();
    expect(await keptOfFolder(folder)).toEqual({ bytes: file.length, isWhole: true });
    const offline = play({ isOffline: true });
    expect(await read(offline)).toEqual(file);
    expect(offline.asked).toEqual([]);
  });

  it('finds a part that was damaged, and fetches it again', async () => {
    await read(play());
    const [name] = (await caches.keys()).filter(one => one.includes(folder));
    const cache = await caches.open(name!);
    const part = (await cache.keys()).find(({ url }) => url.endsWith('/part/weights/2'))!;
    const { headers } = (await cache.match(part))!;
    await cache.put(part, new Response(new Uint8Array(partBytes), { headers }));
    const repaired = play();
    expect(await read(repaired)).toEqual(file);
    expect(repaired.asked).toEqual(['weights bytes=200000-299999']);
  });

  it('is deleted, and a look at it makes no cache', async () => {
    await read(play());
    await deleteFolder(folder);
    expect(await keptOfFolder(folder)).toEqual({ bytes: 0, isWhole: false });
    expect((await caches.keys()).filter(one => one.includes(folder))).toEqual([]);
  });
});
