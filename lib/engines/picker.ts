import { type CatalogueModel, models } from './models';
import { checkFit, type Fit } from './webllm/fit';
import { browserLibrary, type WebllmLibrary } from './webllm/library';
import { claim } from './webllm/owner';

/** A model as a picker shows it. */
export interface Choice {
  model: CatalogueModel;
  /** The build for this machine: what an experiment should name. */
  id: string;
  /** Null for the embedded model, which runs anywhere. */
  fit: Fit | null;
  cached: boolean;
}

/**
 * The catalogue as this machine sees it: the build in 16 bits where the GPU has them, else the one in 32. Loads no library and
 * downloads nothing. Never throws.
 *
 * @param context in tokens
 */
export async function listChoices(context?: number, library: WebllmLibrary = browserLibrary): Promise<Choice[]> {
  const probe = await library.probe();
  return Promise.all(
    models.map(async model => {
      if (!model.webllm) return { model, id: model.ref.model, fit: null, cached: true };
      const { id } = probe.adapter?.f16 === false ? model.webllm.f32 : model.webllm.f16;
      const cached = await library.isCached(id);
      return { model, id, fit: checkFit(model, id, probe, { context, cached }), cached };
    }),
  );
}

/** Deletes all of a WebLLM model's files. If one is loaded its worker ends first, so that nothing reads what goes away. */
export async function deleteModel(id: string, library: WebllmLibrary = browserLibrary): Promise<void> {
  claim({ release() {} });
  await library.deleteModel(id);
}
