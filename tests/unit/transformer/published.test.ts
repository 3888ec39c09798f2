import { beforeEach, describe, expect, it } from 'vitest';
import { loadFolder } from '@/lib/transformer/folder/load-folder';
import type { RemoteDependencies } from '@/lib/transformer/sources/remote';
import { remoteSource } from '@/lib/transformer/sources/remote';
import { readWhole } from '@/lib/transformer/sources/source';
import { Collector } from '../../support/collector';
import type { Files } from '../../support/model-folder';
import { bytesOf, gitHash, sha256 } from '../../support/model-folder';
import { refused, RemoteBench, weights } from '../../support/remote-workbench';
import { never } from './tiny';

const bench = new RemoteBench();

describe('a folder with published hashes', () => {
  const sums = () =>
    bytesOf(
      Object.entries(bench.server.files)
        .map(([name, file]) => `${sha256(file)}  ${name}\n`)
        .join(''),
    );

  it('is taken where they are right', async () => {
    bench.server.files['SHA256SUMS'] = sums();
    await bench.load();
    bench.server.stop();
    await bench.load();
  });

  it.each([true, false])(
    'is refused where one is wrong, and downloaded again the next time (stopped before: %s)',
    async stopped => {
      const right: Files = { ...bench.server.files, SHA256SUMS: sums() };
      const wrong = right[weights]!.slice();
      wrong[wrong.length - 1]! ^= 1;
      bench.server.files = { ...right, [weights]: wrong };
      if (stopped) {
        bench.sendInPieces();
        await bench.stopAt(0.7);
        bench.server.mischief = () => false;
      }
      await expect(bench.load()).rejects.toMatchObject(refused('integrity-failed', /^model\.safetensors/));
      expect(bench.parts()).toEqual([]);
      bench.server.files = right;
      await bench.load();
    },
  );
});

describe('a repository of the hub', () => {
  const commit = 'c'.repeat(40);
  const hub = (revision = 'main', changes: Partial<RemoteDependencies> = {}) =>
    remoteSource(
      `${bench.origin}/owner/name/resolve/${revision}/`,
      bench.tools({ hubOrigin: bench.origin, ...changes }),
    );
  /** What the list says, by default the truth. */
  let listed: Record<string, object>;
  let paths: string[];
  beforeEach(() => {
    paths = [];
    listed = Object.fromEntries(
      Object.entries(bench.server.files).map(([name, file]) => [
        name,
        name === weights
          ? {
              size: file.length,
              blobId: 'f'.repeat(40),
              lfs: { size: file.length, sha256: sha256(file), pointerSize: 132 },
            }
          : { size: file.length, blobId: gitHash(file) },
      ]),
    );
    bench.server.mischief = (request, response) => {
      paths.push(request.url!);
      if (!request.url!.startsWith('/api/models/owner/name/revision/')) return false;
      const siblings = Object.entries(listed).map(([rfilename, rest]) => ({ rfilename, ...rest }));
      response.end(JSON.stringify({ id: 'owner/name', sha: commit, siblings }));
      return true;
    };
  });

  it('is read at one commit, checked, and then without a network', async () => {
    await bench.load(hub());
    expect(paths[0]).toBe('/api/models/owner/name/revision/main?blobs=true');
    expect(paths.slice(1).every(path => path.startsWith(`/owner/name/resolve/${commit}/`))).toBe(true);
    expect(paths).toHaveLength(6);
    bench.server.stop();
    await bench.load(hub());
  });

  it('asks for no file that is not listed', async () => {
    delete listed[weights];
    await expect(bench.load(hub())).rejects.toMatchObject(refused('model-file', /^model\.safetensors is missing/));
    expect(paths.some(path => path.includes('safetensors'))).toBe(false);
  });

  it.each(['config.json', weights])('refuses a %s that is not what the list says', async name => {
    const right = bench.server.files;
    const wrong = right[name]!.slice();
    wrong[wrong.length - 1]! ^= 1;
    bench.server.files = { ...right, [name]: wrong };
    await expect(bench.load(hub())).rejects.toMatchObject(refused('integrity-failed', new RegExp(`^${name}`)));
    expect(bench.parts(name)).toEqual([]);
    bench.server.files = right;
    await bench.load(hub());
  });

  it('refuses a file of another size before it is read', async () => {
    const right = bench.server.files;
    bench.server.files = { ...right, [weights]: right[weights]!.slice(0, 9000) };
    await expect(bench.load(hub())).rejects.toMatchObject(refused('integrity-failed', /another size/));
  });

  it('goes on with the commit that it began with', async () => {
    const stop = new AbortController();
    const collector = new Collector();
    const loading = loadFolder(hub(), collector.start, () => collector.config && stop.abort(), stop.signal);
    await expect(loading).rejects.toMatchObject({ kind: 'cancelled' });
    paths = [];
    listed = {};
    await bench.load(hub());
    expect(paths.every(path => path.startsWith(`/owner/name/resolve/${commit}/`))).toBe(true);
  });

  it('takes no file of an older commit for one of the present', async () => {
    await bench.load(hub());
    const changed = bench.server.files[weights]!.slice();
    changed[0]! ^= 1;
    bench.server.files = { ...bench.server.files, [weights]: changed };
    listed[weights] = { size: changed.length, lfs: { size: changed.length, sha256: sha256(changed) } };
    for (const { url, remove } of bench.caches.entries()) if (url.endsWith('/note/manifest')) remove();
    const bytes = await readWhole(hub(), weights, { limit: 1e9, onBytes: () => {}, signal: never });
    expect(sha256(bytes!)).toBe(sha256(changed));
  });

  it.each([
    [
      'knows no such model',
      404,
      '',
      refused('download-failed', /^owner\/name: there is no such model, or no revision v2/),
    ],
    ['lets only some in', 401, '', refused('download-failed', /^owner\/name: .*needs an account/)],
    ['answers something else', 200, '<html>', refused('download-failed', /list of its files cannot be read/)],
    ['names no commit', 200, '{"sha":"../../x","siblings":[]}', refused('download-failed', /list of its files/)],
  ])('understands a hub that %s', async (_what, status, body, expected) => {
    bench.server.mischief = (_, response) => (response.writeHead(status).end(body), true);
    await expect(bench.load(hub('v2'))).rejects.toMatchObject(expected);
  });
});
