import type { FailureRecord } from '@/lib/core/failure';
import type { Kept } from '@/lib/transformer/sources/part-store';
import { type Capacity, checkCapacity, type Fit } from '../fit';
import { type CatalogueModel, listedContext, type ModelBuild } from '../models';

/** What a browser reports about its machine. */
export interface Probe extends Capacity {
  /** Whether this is a secure context, without which there is no WebGPU. */
  secure: boolean;
  /** Null without WebGPU or an adapter. */
  adapter: {
    description: string;
    /** Whether the CPU emulates a GPU, which takes seconds for each token. */
    software: boolean;
    f16: boolean;
    workgroupStorageBytes: number;
    storageBuffersPerStage: number;
    bufferBytes: number;
    storageBindingBytes: number;
  } | null;
}

const MiB = 2 ** 20;

/** Minimum limits of a GPU. Below them the library fails after the download (its issues 644, 662; `detectGPUDevice` in its source). */
export const hardLimits = {
  workgroupStorageBytes: 32 * 1024,
  storageBuffersPerStage: 10,
  bufferBytes: 256 * MiB,
  storageBindingBytes: 128 * MiB,
} as const;

/** What the library asks for first, of a buffer and of a binding. Where a GPU allows less, it gets {@link hardLimits} and no more. */
const wantedBytes = 1024 * MiB;

const granted = (allowed: number, otherwise: number): number => (allowed >= wantedBytes ? wantedBytes : otherwise);

/** Whether a build computes in 16 bits. Read from the id, because most records of the library that need `shader-f16` do not declare it. */
export const needsF16 = (id: string): boolean => /-q\df16(_\d)?(-|$)/.test(id);

/** Bytes of the KV cache for one token: keys and values of every layer, in the precision of the build. */
export function cacheBytesPerToken(
  { layers, kvHeads, headDim }: NonNullable<CatalogueModel['webllm']>['shape'],
  id: string,
): number {
  return 2 * layers * kvHeads * headDim * (needsF16(id) ? 2 : 4);
}

/** The build of a model with this id; without an id, the build for `shader-f16`. */
export function buildOf(model: CatalogueModel, id?: string): ModelBuild | undefined {
  const { f16, f32 } = model.webllm ?? {};
  return id === undefined || id === f16?.id ? f16 : id === f32?.id ? f32 : undefined;
}

/**
 * Whether a WebLLM model can run on a machine, before any download.
 *
 * The listed memory includes the cache of {@link listedContext} tokens, as the records show that list one model at two contexts. That part
 * is replaced by the cache of the chosen context. The listed figures are too low; the fractions of `checkCapacity` allow for that.
 *
 * @param id of one of the model's two builds
 * @param context in tokens
 * @param kept what the browser already stores of the build
 */
export function checkFit(
  model: CatalogueModel,
  id: string,
  probe: Probe,
  { context = listedContext, kept }: { context?: number; kept?: Kept } = {},
): Fit {
  const build = buildOf(model, id);
  if (!model.webllm || !build) throw new RangeError(`${model.title} has no build ${id}`);
  const perToken = cacheBytesPerToken(model.webllm.shape, id);
  const memoryBytes = Math.round(build.listedMemoryMiB * MiB) + perToken * (context - listedContext);
  const downloadBytes = kept?.isWhole ? 0 : build.downloadBytes;
  const base = { instead: null, memoryBytes, downloadBytes, notes: [] };

  const missing = missingHardware(probe, id, largestTensor(model, id, context));
  if (missing) {
    const twin = model.webllm.f32.id;
    return { ...base, word: 'too big', problem: missing, instead: twin !== id && lacksOnlyF16(probe) ? twin : null };
  }

  const rest = Math.max(0, downloadBytes - (kept?.bytes ?? 0));
  const { problem, notes: capacityNotes } = checkCapacity({ memoryBytes, downloadBytes: rest }, probe);
  if (problem) return { ...base, word: 'too big', problem };
  const notes = [
    ...capacityNotes,
    ...(probe.adapter?.software ? ['No GPU was found: the CPU emulates one, at many seconds for each token.'] : []),
  ];
  return { ...base, word: notes.length > 0 ? 'tight' : 'fits', problem: null, notes };
}

function missingHardware({ secure, adapter }: Probe, id: string, tensorBytes: number): FailureRecord | null {
  if (!secure) return { kind: 'insecure-context', detail: '' };
  if (!adapter) return { kind: 'webgpu-missing', detail: '' };
  if (needsF16(id) && !adapter.f16)
    return { kind: 'gpu-feature', detail: 'It computes in 16 bits (shader-f16), which this GPU does not.' };
  const short = (what: string, has: string, needs: string): FailureRecord => ({
    kind: 'gpu-feature',
    detail: `It needs ${needs} of ${what}; this GPU allows ${has}.`,
  });
  if (adapter.workgroupStorageBytes < hardLimits.workgroupStorageBytes)
    return short(
      'workgroup storage',
      `${adapter.workgroupStorageBytes} bytes`,
      `${hardLimits.workgroupStorageBytes} bytes`,
    );
  if (adapter.storageBuffersPerStage < hardLimits.storageBuffersPerStage)
    return short(
      'a shader\u2019s storage',
      `${adapter.storageBuffersPerStage} buffers`,
      `${hardLimits.storageBuffersPerStage} buffers`,
    );
  for (const [what, allowed, least] of [
    ['one buffer', adapter.bufferBytes, hardLimits.bufferBytes],
    ['one binding', adapter.storageBindingBytes, hardLimits.storageBindingBytes],
  ] as const) {
    if (allowed < least) return short(what, megabytes(allowed), megabytes(least));
    const gets = granted(allowed, least);
    if (gets < tensorBytes)
      return {
        kind: 'gpu-feature',
        detail: `It needs ${megabytes(tensorBytes)} of ${what}; WebLLM gets ${megabytes(gets)} of this GPU.`,
      };
  }
  return null;
}

const lacksOnlyF16 = ({ adapter }: Probe): boolean => adapter !== null && !adapter.f16;

/**
 * Bytes of the largest tensor: the embedding (4 bits for each weight, the scales are another tensor; or unquantised), or the cache of one
 * layer.
 */
function largestTensor(model: CatalogueModel, id: string, context: number): number {
  if (!model.webllm) return 0;
  const { shape } = model.webllm;
  const bits = id.includes('-q4') ? 4 : needsF16(id) ? 16 : 32;
  const embedding = (shape.vocabulary * shape.hidden * bits) / 8;
  return Math.max(embedding, (cacheBytesPerToken(shape, id) / shape.layers) * context);
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / MiB)} MB`;
