import { beforeEach, describe, expect, it } from 'vitest';
import { siteCache } from '@/scripts/service-worker/site-cache';
import { FakeCaches } from '../support/fake-caches';

const scope = 'https://loupe.example/';
const page = { body: '<p>page</p>', type: 'text/html' };
const script = { body: 'let a', type: 'text/javascript' };
const usual = {
  '': page,
  'panel/': page,
  '_next/static/chunks/a.js': script,
  'models/m/model.safetensors': { body: 'weights', type: 'application/octet-stream' },
  'experiments/index.json': { body: '[]', type: 'application/json' },
};
type Files = Record<string, { body: string; type: string; status?: number }>;

let caches: FakeCaches;
beforeEach(() => void (caches = new FakeCaches()));

/** The worker of a build whose host has these files. */
function worker(files: Files, { quota, build = 'one' }: { quota?: number; build?: string } = {}) {
  const asked: string[] = [];
  const site = siteCache({
    ...{ scope, atUse: [], bytes: 1000, kept: Object.fromEntries(Object.keys(usual).map(at => [at, build])) },
    open: () => caches.open('loupe') as unknown as Promise<Cache>,
    async fetch(url) {
      const at = url.slice(scope.length);
      asked.push(at);
      const { body, type, status = 200 } = files[at] ?? { ...page, status: 404 };
      return new Response(body, { status, headers: { 'content-type': type } });
    },
    estimate: async () => (quota === undefined ? {} : { usage: 0, quota }),
  });
  return { site, asked };
}

const kept = () =>
  caches
    .entries()
    .map(({ url }) => url.slice(scope.length))
    .sort();
const whole = (build = 'one') =>
  Object.keys(usual)
    .map(at => `${at}?kept=${build}`)
    .sort();

describe('the copy of the site for use without a network', () => {
  it('holds every file of the build, and asks for none again that it holds', async () => {
    await worker(usual).site.keepAll();
    expect(kept()).toEqual(whole());
    const { site, asked } = worker(usual);
    await site.keepAll();
    expect(asked).toEqual([]);
  });

  it.each([
    ['answers 404', { status: 404 }],
    ['answers 403', { status: 403 }],
    ['answers with its own page', { status: 200 }],
  ])('does without a model or a list that the host %s for', async (_, { status }) => {
    const missing = { ...page, status };
    await worker({ ...usual, 'models/m/model.safetensors': missing, 'experiments/index.json': missing }).site.keepAll();
    expect(kept()).toEqual(whole().filter(url => !/^(models|experiments)/.test(url)));
  });

  it.each([
    ['_next/static/chunks/a.js', { status: 404 }, '404'],
    ['_next/static/chunks/a.js', { status: 200 }, 'a web page in its place'],
    ['panel/', { status: 403 }, '403'],
  ])('is none without %s (%o)', async (at, { status }, words) => {
    await expect(worker({ ...usual, [at]: { ...page, status } }).site.keepAll()).rejects.toThrow(`${at}: ${words}`);
  });

  it('is not begun where there is no room for it beside the runs of the user', async () => {
    const { site, asked } = worker(usual, { quota: 20_000_999 });
    await expect(site.keepAll()).rejects.toThrow('no room');
    expect([asked, kept()]).toEqual([[], []]);
    await worker(usual, { quota: 20_001_000 }).site.keepAll();
    expect(kept()).toEqual(whole());
  });

  it('leaves nothing of itself where the disk fills up, and what was there before', async () => {
    await worker(usual).site.keepAll();
    caches.room = caches.bytes + 20;
    await expect(worker(usual, { build: 'two' }).site.keepAll()).rejects.toMatchObject({ name: 'QuotaExceededError' });
    expect(kept()).toEqual(whole());
  });

  it('goes on from where a broken connection left it', async () => {
    const { body, type } = script;
    const broken = { ...usual, '_next/static/chunks/a.js': { body, type, status: 503 } };
    await expect(worker(broken).site.keepAll()).rejects.toThrow('503');
    const before = kept();
    const { site, asked } = worker(usual);
    await site.keepAll();
    expect(asked).toHaveLength(whole().length - before.length);
    expect(kept()).toEqual(whole());
  });

  it('of an old build stays until it is told to go', async () => {
    await worker(usual).site.keepAll();
    const { site } = worker(usual, { build: 'two' });
    await site.keepAll();
    expect(kept()).toEqual([...whole(), ...whole('two')].sort());
    await site.forgetOld();
    expect(kept()).toEqual(whole('two'));
  });
});
