import { deleteFolder, keptFolders, keptOfFolder } from '@/lib/transformer/sources/remote';
import type { EngineRef } from './contract';
import { checkHubFit, type Fit } from './fit';
import { folderUrl, referenceOf } from './folder';
import { type CatalogueModel, models } from './models';
import { acquire } from './webllm/exclusive';
import { checkFit } from './webllm/fit';
import { browserLibrary, type WebllmLibrary } from './webllm/library';

export { type EndpointAddress, listModels } from './endpoint';
export { readFolder } from './folder';

/** A model of the catalogue on this machine. */
export interface Choice {
  model: CatalogueModel;
  /** Id of the build that suits this machine, for the reference in an experiment. */
  id: string;
  /** Null for the model that is part of the site, which runs on any machine. */
  fit: Fit | null;
  /** Whether the model is completely cached on this machine. */
  cached: boolean;
  /** Cached bytes of a complete or partial download. */
  keptBytes: number;
}

/** A cached folder that is not in the catalogue. */
export interface KeptFolder {
  /** The name by which an experiment refers to it. */
  id: string;
  bytes: number;
  cached: boolean;
}

/** Access to the cached folders; tests supply their own. */
export interface FolderCache {
  folder: typeof keptOfFolder;
  folders: typeof keptFolders;
}
const browserCache: FolderCache = { folder: keptOfFolder, folders: keptFolders };

/**
 * The catalogue, and `more` models of the site, with the state of each on this machine. Chooses the 16-bit build of a WebLLM model if the
 * GPU supports it, otherwise the 32-bit build. Loads no library, downloads nothing and never throws.
 *
 * @param context in tokens
 */
export async function listChoices(
  { context, more = [] }: { context?: number; more?: readonly CatalogueModel[] } = {},
  library: WebllmLibrary = browserLibrary,
  cache: FolderCache = browserCache,
): Promise<Choice[]> {
  const probe = await library.probe();
  return Promise.all(
    [...models, ...more].map(async (model): Promise<Choice> => {
      const { model: name } = model.ref;
      if (model.hub) {
        const { bytes, isWhole } = await cache.folder(folderUrl(name));
        const fit = checkHubFit(model, probe, { context, cached: isWhole });
        return { model, id: name, fit, cached: isWhole, keptBytes: bytes };
      }
      if (!model.webllm) return { model, id: name, fit: null, cached: true, keptBytes: 0 };
      const { id } = probe.adapter?.f16 === false ? model.webllm.f32 : model.webllm.f16;
      const kept = await library.kept(id);
      const fit = checkFit(model, id, probe, { context, kept });
      return { model, id, fit, cached: kept.isWhole, keptBytes: kept.bytes };
    }),
  );
}

/** Cached folders that are not in the catalogue, so that the user can delete them. Never throws. */
export async function listKeptFolders(cache: FolderCache = browserCache): Promise<KeptFolder[]> {
  const catalogue = new Set(models.flatMap(({ hub, ref }) => (hub ? [folderUrl(ref.model)] : [])));
  const others = (await cache.folders()).filter(folder => !catalogue.has(folder));
  return Promise.all(
    others.map(async folder => {
      const { bytes, isWhole } = await cache.folder(folder);
      return { id: referenceOf(folder), bytes, cached: isWhole };
    }),
  );
}

/**
 * Deletes all downloaded files of a model. For a WebLLM model, first ends the worker, which may still read them. The embedded engine holds
 * a loaded model in memory, so it does not need the files.
 */
export async function deleteModel(
  { engine, model }: EngineRef,
  library: WebllmLibrary = browserLibrary,
): Promise<void> {
  if (engine === 'embedded') return deleteFolder(folderUrl(model));
  acquire({ release() {} });
  await library.deleteModel(model);
}
