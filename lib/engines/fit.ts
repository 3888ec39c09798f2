import type { FailureRecord } from '@/lib/core/failure';
import { type CatalogueModel, listedContext } from './models';

/** Free capacity of a machine as its browser reports it, in bytes; null if it does not. */
export interface Capacity {
  /** `navigator.deviceMemory`, which is rounded and has an upper limit. */
  memoryBytes: number | null;
  /** Bytes that this origin can still store. */
  storageFreeBytes: number | null;
}

/** What a model needs, in bytes. */
export interface Needs {
  memoryBytes: number;
  /** 0 if the model is cached. */
  downloadBytes: number;
}

export type FitWord = 'fits' | 'tight' | 'too big';

/** Whether a model can run on a machine. Both sizes are computed. */
export interface Fit extends Needs {
  word: FitWord;
  /** Why the model cannot be loaded; null if a load may be tried. */
  problem: FailureRecord | null;
  /** Id of another build of the same model that fits. */
  instead: string | null;
  /** Why it is tight, each one sentence. */
  notes: string[];
}

const GiB = 2 ** 30;

/** Fractions of the memory up to which a model fits, or is tight. WebGPU does not report how much of the memory the GPU can use. */
const memoryFractions = { fits: 0.4, tight: 0.75 } as const;

/** A model that needs at most this many bytes is said to fit if the browser does not report the memory. */
const smallModel = 1.5 * GiB;

const gigabytes = (bytes: number): string => `${(bytes / GiB).toFixed(1)} GB`;

/** Compares needs with the capacity. Returns why a model does not fit, or null and why it is tight, each one sentence. */
export function checkCapacity(
  { memoryBytes, downloadBytes }: Needs,
  { memoryBytes: memory, storageFreeBytes: storage }: Capacity,
): { problem: FailureRecord | null; notes: string[] } {
  const tooLarge = (detail: string) => ({ problem: { kind: 'too-large', detail } as const, notes: [] });
  if (storage !== null && downloadBytes > storage)
    return tooLarge(`It takes ${gigabytes(downloadBytes)} to store, and this browser leaves ${gigabytes(storage)}.`);
  if (memory !== null && memoryBytes > memory * memoryFractions.tight)
    return tooLarge(`It needs ${gigabytes(memoryBytes)} of memory, and this machine has about ${gigabytes(memory)}.`);
  const notes = [
    ...(memory !== null && memoryBytes > memory * memoryFractions.fits
      ? ['It takes much of this machine\u2019s memory.']
      : []),
    ...(memory === null && memoryBytes > smallModel ? ['This browser does not report how much memory there is.'] : []),
    ...(storage !== null && downloadBytes * 1.2 > storage ? ['It takes nearly all that this browser may store.'] : []),
  ];
  return { problem: null, notes };
}

/**
 * Whether a model from Hugging Face can run in the embedded engine, before any download. Computes the memory of the backend that every
 * machine has (`wasm-int8`): one byte for each weight, a second copy of the embedding in half floats, and a cache in float32.
 *
 * @param context in tokens; limited to the context of the training
 */
export function checkHubFit(
  { title, hub, parameters }: CatalogueModel,
  capacity: Capacity,
  { context = listedContext, cached = false }: { context?: number; cached?: boolean } = {},
): Fit {
  if (!hub || parameters === null) throw new RangeError(`${title} does not come from the hub`);
  const { layers, kvHeads, headDim, vocabulary, hidden } = hub.shape;
  const embedding = vocabulary * hidden;
  // A tied embedding is also stored in bytes, as the output matrix; an untied one is stored in half floats only.
  const weights = (hub.isTied ? parameters : parameters - embedding) + 2 * embedding;
  const cache = 2 * layers * kvHeads * headDim * Float32Array.BYTES_PER_ELEMENT * Math.min(context, hub.context);
  const memoryBytes = weights + cache;
  const downloadBytes = cached ? 0 : hub.downloadBytes;
  const { problem, notes } = checkCapacity({ memoryBytes, downloadBytes }, capacity);
  const word = problem ? 'too big' : notes.length > 0 ? 'tight' : 'fits';
  return { word, problem, instead: null, memoryBytes, downloadBytes, notes };
}
