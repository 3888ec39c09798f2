import { Failure } from '@/lib/core/failure';
import type { ModelConfig } from '../../config';
import { numberToHalf, toFloat32 } from '../../floats';
import type { Arena } from './arena';
import { type Matrix, panelOutputs, type Precision } from './matrix';

/** The tokens' vectors: [vocab][hiddenSize], looked up one row a token. */
export interface Embedding {
  put(firstRow: number, values: Float32Array): void;
  /** into: [hiddenSize] */
  read(token: number, into: Float32Array): void;
  /** Bytes of its own, outside of the kernels' memory. */
  readonly bytes: number;
}

/**
 * Float32 beside float32 weights; half floats beside int8 ones, which is more exact than those are and half the size. A tied float32 model
 * has every value in its unembedding matrix already: it is read there.
 * @throws Failure `too-large`
 */
export function createEmbedding(config: ModelConfig, precision: Precision, lmHead: Matrix, arena: Arena): Embedding {
  const { vocabSize, hiddenSize } = config;
  if (precision === 'f32' && config.tiedEmbedding) return inPanels(lmHead, arena);
  try {
    const size = vocabSize * hiddenSize;
    return precision === 'f32'
      ? inFloats(new Float32Array(size), hiddenSize)
      : inHalves(new Uint16Array(size), hiddenSize);
  } catch (cause) {
    throw new Failure('too-large', `The vectors of ${vocabSize} tokens do not fit in memory.`, { cause });
  }
}

const inFloats = (table: Float32Array, width: number): Embedding => ({
  put: (firstRow, values) => table.set(values, firstRow * width),
  read: (token, into) => into.set(table.subarray(token * width, (token + 1) * width)),
  bytes: table.byteLength,
});

const inHalves = (table: Uint16Array, width: number): Embedding => ({
  put(firstRow, values) {
    for (let i = 0, at = firstRow * width; i < values.length; i++, at++) table[at] = numberToHalf(values[i]!);
  },
  read: (token, into) => toFloat32('F16', new Uint8Array(table.buffer, token * width * 2, width * 2), into),
  bytes: table.byteLength,
});

const inPanels = ({ address, inputs }: Matrix, arena: Arena): Embedding => ({
  // The rows are packed into the matrix anyway.
  put: () => undefined,
  read(token, into) {
    const lane = token % panelOutputs;
    const panel = arena.floats(address + (token - lane) * inputs * 4, panelOutputs * inputs);
    for (let i = 0; i < into.length; i++) into[i] = panel[i * panelOutputs + lane]!;
  },
  bytes: 0,
});
