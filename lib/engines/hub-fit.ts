import { type CatalogueModel, listedContext } from './models';
import { checkRoom, type Room } from './room';
import type { Fit } from './webllm/fit';

/**
 * Whether a model of our own engine can run on a machine, told before any download. Computed for the backend that every machine has
 * (`wasm-int8`): one byte a weight, the embedding once more in half floats, and a cache in float32.
 *
 * @param context in tokens; a model is asked for no more than it was trained for
 */
export function checkHubFit(
  { title, hub, parameters }: CatalogueModel,
  room: Room,
  { context = listedContext, cached = false }: { context?: number; cached?: boolean } = {},
): Fit {
  if (!hub || parameters === null) throw new RangeError(`${title} does not come from the hub`);
  const { layers, kvHeads, headDim, vocabulary, hidden } = hub.shape;
  const embedding = vocabulary * hidden;
  // The embedding serves as the output matrix too, or else is no matrix that anything is multiplied with.
  const weights = (hub.isTied ? parameters : parameters - embedding) + 2 * embedding;
  const cache = 2 * layers * kvHeads * headDim * Float32Array.BYTES_PER_ELEMENT * Math.min(context, hub.context);
  const memoryBytes = weights + cache;
  const downloadBytes = cached ? 0 : hub.downloadBytes;
  const { problem, notes } = checkRoom({ memoryBytes, downloadBytes }, room);
  const word = problem ? 'too big' : notes.length > 0 ? 'tight' : 'fits';
  return { word, problem, instead: null, memoryBytes, downloadBytes, notes };
}
