import { hubOrigin } from '@/lib/transformer/sources/hub';
import { mirroredFile } from '../mirror';
import { revisionOf } from './pins';

/** The library's caches. `model` holds the weights, their list and the tokenizer, `config` the settings, `wasm` the compiled models. */
type CacheName = 'model' | 'config' | 'wasm';

/** A file that the library keeps in the Cache API, under its address. */
export interface CachedFile {
  cache: Cache;
  url: string;
}

/** The path of the folder of every revision of a model, on Hugging Face and below every mirror. */
const pathOf = (model: string): string => `/mlc-ai/${model}/resolve/`;

/** Address of the folder of every revision of a model, where this page gets it. */
export const repositoryOf = (model: string): string => mirroredFile(`${hubOrigin}${pathOf(model)}`);

/** Address of a model's folder, at the revision that is used. */
export const folderOf = (model: string): string => `${repositoryOf(model)}${revisionOf(model)}/`;

/**
 * The files of a model that these caches hold, of any revision and from any host. Of the compiled models, only the library knows which belongs to which
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
      return urls
        .filter(url => name === 'wasm' || new URL(url).pathname.includes(pathOf(model)))
        .map(url => ({ cache, url }));
    }),
  );
  return found.flat();
}
