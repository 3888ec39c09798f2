import { deleteFolder, keptFolders, keptOfFolder } from '@/lib/transformer/sources/remote';
import type { EngineRef } from './contract';
import { folderUrl, referenceOf } from './folder';
import { checkHubFit } from './hub-fit';
import { type CatalogueModel, models } from './models';
import { acquire } from './webllm/exclusive';
import { checkFit, type Fit } from './webllm/fit';
import { browserLibrary, type WebllmLibrary } from './webllm/library';

export { readFolder } from './folder';

/** A model as a picker shows it. */
export interface Choice {
  model: CatalogueModel;
  /** The build for this machine: what an experiment should name. */
  id: string;
  /** Null for the embedded model, which runs anywhere. */
  fit: Fit | null;
  /** All of it is on this machine. */
  cached: boolean;
  /** Bytes that are kept of a download, whole or not; null where that is not known (WebLLM's). */
  keptBytes: number | null;
}

/** A folder that is kept in this browser and is not in the catalogue. */
export interface KeptFolder {
  /** What an experiment names it by. */
  id: string;
  bytes: number;
  cached: boolean;
}

/** What is looked at of the machine's stores; tests bring their own. */
export interface Kept {
  folder: typeof keptOfFolder;
  folders: typeof keptFolders;
}
const browserKept: Kept = { folder: keptOfFolder, folders: keptFolders };

/**
 * The catalogue as this machine sees it: of WebLLM's models the build in 16 bits where the GPU has them, else the one in 32. Loads no
 * library and downloads nothing. Never throws.
 *
 * @param context in tokens
 */
export async function listChoices(
  context?: number,
  library: WebllmLibrary = browserLibrary,
  kept: Kept = browserKept,
): Promise<Choice[]> {
  const probe = await library.probe();
  return Promise.all(
    models.map(async (model): Promise<Choice> => {
      const { model: name } = model.ref;
      if (model.hub) {
        const { bytes, isWhole } = await kept.folder(folderUrl(name));
        const fit = checkHubFit(model, probe, { context, cached: isWhole });
        return { model, id: name, fit, cached: isWhole, keptBytes: bytes };
      }
      if (!model.webllm) return { model, id: name, fit: null, cached: true, keptBytes: 0 };
      const { id } = probe.adapter?.f16 === false ? model.webllm.f32 : model.webllm.f16;
      const cached = await library.isCached(id);
      return { model, id, fit: checkFit(model, id, probe, { context, cached }), cached, keptBytes: null };
    }),
  );
}

/** Folders from other places that this browser keeps: the user may want their room back. Never throws. */
export async function listKeptFolders(kept: Kept = browserKept): Promise<KeptFolder[]> {
  const catalogue = new Set(models.flatMap(({ hub, ref }) => (hub ? [folderUrl(ref.model)] : [])));
  const others = (await kept.folders()).filter(folder => !catalogue.has(folder));
  return Promise.all(
    others.map(async folder => {
      const { bytes, isWhole } = await kept.folder(folder);
      return { id: referenceOf(folder), bytes, cached: isWhole };
    }),
  );
}

/**
 * Deletes all files of a model that came over the network. If it is one of WebLLM's and loaded, its worker ends first, so that nothing
 * reads what goes away; our own engine has all of a loaded model in memory.
 */
export async function deleteModel(
  { engine, model }: EngineRef,
  library: WebllmLibrary = browserLibrary,
): Promise<void> {
  if (engine === 'embedded') return deleteFolder(folderUrl(model));
  acquire({ release() {} });
  await library.deleteModel(model);
}
