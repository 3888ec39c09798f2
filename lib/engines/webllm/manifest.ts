import { z } from 'zod';
import { Failure } from '@/lib/core/failure';
import { tryParseJson } from '@/lib/core/json';

/**
 * WebLLM's cache of weights: `tensor-cache.json` lists the shards of a model, and the Cache API stores each under its URL in
 * `webllm/model`. This file reads the cache without the library, whose script is too large to load for a list of models.
 */
const cacheName = 'webllm/model';
const largestManifest = 8_000_000;

const manifestSchema = z.object({
  records: z
    .array(
      z.object({
        dataPath: z.string().min(1).max(500),
        nbytes: z
          .number()
          .int()
          .min(0)
          .max(2 ** 40),
      }),
    )
    .min(1)
    .max(10_000),
});

const folder = (model: string): string => `https://huggingface.co/mlc-ai/${model}/resolve/main/`;
const manifestUrl = (model: string): string => `${folder(model)}tensor-cache.json`;

/** @throws Failure `integrity-failed` */
async function parseManifest(response: Response) {
  const text = await response.text();
  if (text.length > largestManifest)
    throw new Failure('integrity-failed', 'The list of the model\u2019s parts is too large.');
  const parsed = manifestSchema.safeParse(tryParseJson(text));
  if (!parsed.success) throw new Failure('integrity-failed', 'The list of the model\u2019s parts cannot be read.');
  return parsed.data.records;
}

/** Whether all shards of a model are cached. Never throws. */
export async function isModelCached(
  model: string,
  caches: CacheStorage | undefined = globalThis.caches,
): Promise<boolean> {
  try {
    if (!(await caches?.has(cacheName))) return false;
    const cache = await (caches as CacheStorage).open(cacheName);
    const manifest = await cache.match(manifestUrl(model));
    if (!manifest) return false;
    const records = await parseManifest(manifest);
    const paths = [...new Set(records.map(record => record.dataPath))];
    const found = await Promise.all(paths.map(path => cache.match(new URL(path, folder(model)).href)));
    return found.every(Boolean);
  } catch {
    return false;
  }
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
