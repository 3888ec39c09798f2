import { hashWhole } from '@/lib/transformer/sources/digest';
import { cachedFiles, folderOf } from './cached-files';
import { manifestUrl } from './manifest';

/**
 * Where the files of a loaded model came from, and the SHA-256 of two that tell what was loaded: the list of its parts, which names their
 * hashes, and the compiled model. An address alone does not tell it, because a branch moves. Facts for the record of a run. Never throws.
 *
 * @param compiledModel address of the compiled model
 */
export async function originOf(
  model: string,
  compiledModel: string,
  caches: CacheStorage | undefined = globalThis.caches,
): Promise<Record<string, string>> {
  const files = await cachedFiles(model, ['model', 'wasm'], caches).catch(() => []);
  const hash = async (address: string, name: string): Promise<Record<string, string>> => {
    try {
      const file = await files.find(({ url }) => url === address)?.cache.match(address);
      return file ? { [name]: await hashWhole(new Uint8Array(await file.arrayBuffer())) } : {};
    } catch {
      return {};
    }
  };
  return {
    model_files: folderOf(model),
    compiled_model: compiledModel,
    ...(await hash(manifestUrl(model), 'model_list_sha256')),
    ...(await hash(compiledModel, 'compiled_model_sha256')),
  };
}
