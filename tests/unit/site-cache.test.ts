import { beforeEach, describe, expect, it } from 'vitest';
import { contentHash } from '@/scripts/service-worker/content-hash';
import { siteCache } from '@/scripts/service-worker/site-cache';
import { FakeCaches } from '../support/fake-caches';

const scope = 'https://loupe.example/';
const page = { body: '<p>page</p>', type: 'text/html' };
const script = { body: 'let a', type: 'text/javascript' };
type Files = Record<string, { body: string; type: string; status?: number }>;
const usual: Files = {
  '': page,
  'panel/': page,
  '_next/static/chunks/a.js': script,
  'models/m/model.safetensors': { body: 'weights', type: 'application/octet-stream' },
  'experiments/index.json': { body: '[]', type: 'application/json' },
};
/** The same site as another build made it. */
const next: Files = Object.fromEntries(
  Object.entries(usual).map(([at, file]) => [at, { ...file, body: `${file.body} 2` }]),
);
const large = '_next/static/chunks/webllm.js';
const largeScript = { body: 'let webllm', type: 'text/javascript' };

const hashesOf = async (files: Files) =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(files).map(
        async ([at, { body }]) => [at, await contentHash(new TextEncoder().encode(body))] as const,
      ),
    ),
  );

let caches: FakeCaches;
beforeEach(() => void (caches = new FakeCaches()));

/** The worker of a build, by default `usual`, whose host has these files. */
async function worker(files: Files, { quota, build = usual }: { quota?: number; build?: Files } = {}) {
  const asked: string[] = [];
  const site = siteCache({
    ...{ scope, bytes: 1000, kept: await hashesOf(build), atUse: await hashesOf({ [large]: largeScript }) },
    open: () => caches.open('loupe') as unknown as Promise<Cache>,
    async fetch(url) {
      const at = url.slice(scope.length);
      asked.push(at);
      return answer(files[at] ?? { ...page, status: 404 });
    },
    estimate: async () => (quota === undefined ? {} : { usage: 0, quota }),
  });
  return { site, asked };
}

/** The headers are those of a compressed answer, which the browser has unpacked. */
const answer = ({ body, type, status = 200 }: Files[string]) =>
  new Response(body, { status, headers: { 'content-type': type, 'content-encoding': 'br', 'content-length': '3' } });

const kept = () =>
  caches
    .entries()
    .map(({ url }) => url.slice(scope.length))
    .sort();
const whole = async (build = usual) =>
  Object.entries(await hashesOf(build))
    .map(([at, hash]) => `${at}?kept=${hash}`)
    .sort();

describe('the copy of the site for use without a network', () => {
  it('holds every file of the build, and asks for none again that it holds', async () => {
    await (await worker(usual)).site.keepAll();
    expect(kept()).toEqual(await whole());
    const { site, asked } = await worker(usual);
    await site.keepAll();
    expect(asked).toEqual([]);
  });

  it('is of unpacked files, whose headers do not say otherwise', async () => {
    await (await worker(usual)).site.keepAll();
    const { site } = await worker(usual);
    const held = await (await caches.open('loupe')).match(site.key(''));
    expect(await held?.text()).toBe(page.body);
    expect([...held!.headers.keys()]).toEqual(['content-type']);
  });

  const model = 'models/m/model.safetensors';
  const list = 'experiments/index.json';

  it.each<[string, Files]>([
    ['answers 404', { [model]: { ...page, status: 404 }, [list]: { ...page, status: 404 } }],
    ['answers 403', { [model]: { ...page, status: 403 }, [list]: { ...page, status: 403 } }],
    ['answers with its own page', { [model]: page, [list]: page }],
    [
      'answers with its own page as if it were the file',
      { [model]: { ...page, type: 'application/octet-stream' }, [list]: { ...page, type: 'application/json' } },
    ],
    ['still has of another build', { [model]: next[model] ?? page, [list]: next[list] ?? page }],
  ])('does without a model or a list that the host %s', async (_, files) => {
    await (await worker({ ...usual, ...files })).site.keepAll();
    expect(kept()).toEqual((await whole()).filter(url => !/^(models|experiments)/.test(url)));
  });

  it.each([
    ['_next/static/chunks/a.js', { ...page, status: 404 }, '404'],
    ['_next/static/chunks/a.js', page, 'a web page in its place'],
    ['_next/static/chunks/a.js', { ...script, body: 'let b' }, 'not the file of this build'],
    ['panel/', { ...page, status: 403 }, '403'],
    ['panel/', { ...page, body: '<p>older</p>' }, 'not the file of this build'],
  ])('is none without %s (%o)', async (at, file, words) => {
    await expect((await worker({ ...usual, [at]: file })).site.keepAll()).rejects.toThrow(`${at}: ${words}`);
  });

  it('is not begun where there is no room for it beside the runs of the user', async () => {
    const { site, asked } = await worker(usual, { quota: 20_000_999 });
    await expect(site.keepAll()).rejects.toThrow('no room');
    expect([asked, kept()]).toEqual([[], []]);
    await (await worker(usual, { quota: 20_001_000 })).site.keepAll();
    expect(kept()).toEqual(await whole());
  });

  it('leaves nothing of itself where the disk fills up, and what was there before', async () => {
    await (await worker(usual)).site.keepAll();
    caches.room = caches.bytes + 20;
    const { site } = await worker(next, { build: next });
    await expect(site.keepAll()).rejects.toMatchObject({ name: 'QuotaExceededError' });
    expect(kept()).toEqual(await whole());
  });

  it('goes on from where a broken connection left it', async () => {
    const broken = { ...usual, '_next/static/chunks/a.js': { ...script, status: 503 } };
    await expect((await worker(broken)).site.keepAll()).rejects.toThrow('503');
    const before = kept();
    const { site, asked } = await worker(usual);
    await site.keepAll();
    expect(asked).toHaveLength((await whole()).length - before.length);
    expect(kept()).toEqual(await whole());
  });

  it('of an old build stays until it is told to go', async () => {
    await (await worker(usual)).site.keepAll();
    const { site } = await worker(next, { build: next });
    await site.keepAll();
    expect(kept()).toEqual([...(await whole()), ...(await whole(next))].sort());
    await site.forgetOld();
    expect(kept()).toEqual(await whole(next));
  });
});

describe('a file that a page has just received', () => {
  it.each([
    ['is one that is kept once it was used', large, largeScript],
    ['was missing when the copy was made', 'experiments/index.json', usual['experiments/index.json'] ?? page],
  ])('is kept where it %s, and the page still reads it', async (_, at, file) => {
    const { site } = await worker({});
    const response = answer(file);
    await site.keepUsed(at, response);
    expect(kept()).toEqual(await whole({ [at]: file }));
    expect(await response.text()).toBe(file.body);
  });

  it.each([
    ['a page in its place', large, page],
    ['a page as if it were a script', large, { ...page, type: 'text/javascript' }],
    ['the file of another build', large, { ...largeScript, body: 'let older' }],
    ['a refusal', large, { ...largeScript, status: 500 }],
    ['no file of this build', '_next/static/chunks/other.js', script],
  ])('is not kept where it is %s', async (_, at, file) => {
    const { site } = await worker({});
    await site.keepUsed(at, answer(file));
    expect(kept()).toEqual([]);
  });

  it('is not kept where the disk is full, and nothing fails', async () => {
    caches.room = 0;
    const { site } = await worker({});
    await site.keepUsed(large, answer(largeScript));
    expect(kept()).toEqual([]);
  });
});
