import { Failure } from '@/lib/core/failure';
import { beginsAsPage, pageInPlace } from '@/lib/transformer/sources/web-page';
import { cachedFiles } from './cached-files';

/** A server, or the login page of a network, sent a web page in place of a file. A model can do without none of its files. */
export const pageInPlaceOf = (file: string): Failure => new Failure('integrity-failed', pageInPlace(file).detail);

/**
 * Deletes each web page that the library has cached as a file of a model, and gives the names of these files. The library keeps every
 * answer with status 200, and would read the page again at every load. Never throws.
 */
export async function deleteWebPages(
  model: string,
  caches: CacheStorage | undefined = globalThis.caches,
): Promise<string[]> {
  try {
    const files = await cachedFiles(model, ['config', 'wasm', 'model'], caches);
    const names = await Promise.all(
      files.map(async ({ cache, url }) => {
        if (!(await isPage(await cache.match(url)))) return [];
        await cache.delete(url);
        return [new URL(url).pathname.replace(/^.*\//, '')];
      }),
    );
    return names.flat();
  } catch {
    return [];
  }
}

/** Reads only the first bytes: a part of the weights has a hundred megabytes. */
async function isPage(response: Response | undefined): Promise<boolean> {
  const reader = response?.body?.getReader();
  if (!reader) return false;
  const { value } = await reader.read();
  await reader.cancel();
  return value !== undefined && beginsAsPage(value);
}
