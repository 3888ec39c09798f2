import { Failure } from '@/lib/core/failure';
import type { ModelConfig } from '../../config';
import { numberToHalf, toFloat32 } from '../../floats';
import type { Arena } from './arena';
import { type Matrix, panelOutputs, type Precision } from './matrix';

/** The token embedding, [vocab][hiddenSize]. */
export interface Embedding {
  put(firstRow: number, values: Float32Array): void;
  /** Reads one token's vector into `into`, [hiddenSize]. */
  read(token: number, into: Float32Array): void;
  /** Bytes outside of the kernels' memory. */
  readonly bytes: number;
}

/**
 * Float32 with float32 weights; half precision with int8 weights, which is more precise than they are and half the
 * size of float32. A tied float32 model already has all values in its lm_head matrix, so this reads them there.
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
  // The lm_head matrix receives the same rows.
  put: () => undefined,
  read(token, into) {
    const lane = token % panelOutputs;
    const panel = arena.floats(address + (token - lane) * inputs * 4, panelOutputs * inputs);
    for (let i = 0; i < into.length; i++) into[i] = panel[i * panelOutputs + lane]!;
  },
  bytes: 0,
});
