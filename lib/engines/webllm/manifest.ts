import * as z from 'zod/mini';
import { Failure } from '@/lib/core/failure';
import { tryParseJson } from '@/lib/core/json';
import type { Kept } from '@/lib/transformer/sources/part-store';
import { beginsAsPage } from '@/lib/transformer/sources/web-page';
import { type CachedFile, cachedFiles, folderOf, repositoryOf } from './cached-files';
import { pageInPlaceOf } from './web-pages';

/**
 * WebLLM's cache of weights: `tensor-cache.json` lists the shards of a model, and the Cache API stores each under its URL in
 * `webllm/model`. This file reads the cache without the library, whose script is too large to load for a list of models.
 */
const largestManifest = 8_000_000;

const manifestSchema = z.object({
  records: z
    .array(
      z.object({
        dataPath: z.string().check(z.minLength(1), z.maxLength(500)),
        nbytes: z.int().check(z.minimum(0), z.maximum(2 ** 40)),
      }),
    )
    .check(z.minLength(1), z.maxLength(10_000)),
});

const manifestName = 'tensor-cache.json';

/** Address of the list of a model's parts. */
export const manifestUrl = (model: string): string => `${folderOf(model)}${manifestName}`;

/** @throws Failure `integrity-failed` */
async function parseManifest(response: Response) {
  const text = await response.text();
  if (text.length > largestManifest)
    throw new Failure('integrity-failed', 'The list of the model\u2019s parts is too large.');
  if (beginsAsPage(text)) throw pageInPlaceOf(manifestName);
  const parsed = manifestSchema.safeParse(tryParseJson(text));
  if (!parsed.success) throw new Failure('integrity-failed', 'The list of the model\u2019s parts cannot be read.');
  return parsed.data.records;
}

/**
 * What the browser keeps of a model: the bytes of a complete or partial download, and whether all shards are there. Never throws.
 */
export async function keptOfModel(model: string, caches: CacheStorage | undefined = globalThis.caches): Promise<Kept> {
  try {
    // What came from another host cannot be used: the library looks a file up by its whole address.
    const files = (await cachedFiles(model, ['model'], caches)).filter(({ url }) =>
      url.startsWith(repositoryOf(model)),
    );
    if (files.length === 0) return nothing;
    const manifest = await files.find(({ url }) => url === manifestUrl(model))?.cache.match(manifestUrl(model));
    const sizes = manifest ? await shardSizes(model, manifest) : new Map<string, number>();
    const bytes = await Promise.all(files.map(async file => sizes.get(file.url) ?? (await sizeOf(file))));
    const kept = new Set(files.map(({ url }) => url));
    return {
      bytes: bytes.reduce((sum, size) => sum + size, 0),
      isWhole: sizes.size > 0 && [...sizes.keys()].every(url => kept.has(url)),
    };
  } catch {
    return nothing;
  }
}

/** Deletes the shards of a model, their list, and every other file of its repository, also from a mirror, of an older revision or library. */
export async function deleteKept(model: string, caches: CacheStorage | undefined = globalThis.caches): Promise<void> {
  const files = await cachedFiles(model, ['model', 'config'], caches);
  await Promise.all(files.map(({ cache, url }) => cache.delete(url)));
}

/** Deletes a compiled model by the name of its file, whichever host it came from. */
export async function deleteCompiled(
  address: string,
  caches: CacheStorage | undefined = globalThis.caches,
): Promise<void> {
  const name = address.replace(/^.*\//, '');
  const files = await cachedFiles('', ['wasm'], caches);
  const found = files.filter(({ url }) => new URL(url).pathname.endsWith(`/${name}`));
  if (name !== '') await Promise.all(found.map(({ cache, url }) => cache.delete(url)));
}

const nothing: Kept = { bytes: 0, isWhole: false };

/** Bytes of each shard by its URL; empty for a list that cannot be read. */
async function shardSizes(model: string, manifest: Response): Promise<Map<string, number>> {
  const records = await parseManifest(manifest).catch(() => []);
  return new Map(records.map(({ dataPath, nbytes }) => [new URL(dataPath, folderOf(model)).href, nbytes]));
}

/** Bytes of a cached file that no list names. */
async function sizeOf({ cache, url }: CachedFile): Promise<number> {
  const response = await cache.match(url);
  const stated = Number(response?.headers.get('Content-Length') ?? NaN);
  return Number.isFinite(stated) ? stated : ((await response?.blob())?.size ?? 0);
}

/**
 * Bytes of all shards of a model, from the cached manifest or else from the hub.
 *
 * @throws Failure `download-failed` if the hub cannot be reached, `integrity-failed` for a malformed manifest, `cancelled`
 */
export async function fetchModelBytes(
  model: string,
  signal: AbortSignal,
  network: { fetch: typeof fetch; caches: CacheStorage | undefined } = {
    fetch: (...request) => fetch(...request),
    caches: globalThis.caches,
  },
): Promise<number> {
  const url = manifestUrl(model);
  const cached = await network.caches?.match(url).catch(() => undefined);
  const response = cached ?? (await download(url, signal, network.fetch));
  return (await parseManifest(response)).reduce((sum, record) => sum + record.nbytes, 0);
}

async function download(url: string, signal: AbortSignal, get: typeof fetch): Promise<Response> {
  try {
    const response = await get(url, { signal });
    if (response.ok) return response;
    throw new Failure('download-failed', `The hub answered with status ${response.status}.`);
  } catch (error) {
    if (error instanceof Failure) throw error;
    if (signal.aborted) throw new Failure('cancelled');
    throw new Failure('download-failed', 'The hub that holds this model cannot be reached.', { cause: error });
  }
}
