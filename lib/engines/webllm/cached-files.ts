import { revisionOf } from './pins';

/** The library's caches. `model` holds the weights, their list and the tokenizer, `config` the settings, `wasm` the compiled models. */
type CacheName = 'model' | 'config' | 'wasm';

/** A file that the library keeps in the Cache API, under its address. */
export interface CachedFile {
  cache: Cache;
  url: string;
}

/** The folder of every revision of a model. */
const anyFolder = (model: string): string => `https://huggingface.co/mlc-ai/${model}/resolve/`;

/** Address of a model's folder, at the revision that is used. */
export const folderOf = (model: string): string => `${anyFolder(model)}${revisionOf(model)}/`;

/**
 * The files of a model that these caches hold, of any revision. Of the compiled models, only the library knows which belongs to which
 * model: all of them.
 *
 * @throws what the Cache API throws
 */
export async function cachedFiles(
  model: string,
  names: readonly CacheName[],
  caches: CacheStorage | undefined,
): Promise<CachedFile[]> {
  const found = await Promise.all(
    names.map(async name => {
      if (!caches || !(await caches.has(`webllm/${name}`))) return [];
      const cache = await caches.open(`webllm/${name}`);
      const urls = (await cache.keys()).map(({ url }) => url);
      return urls.filter(url => name === 'wasm' || url.startsWith(anyFolder(model))).map(url => ({ cache, url }));
    }),
  );
  return found.flat();
}
