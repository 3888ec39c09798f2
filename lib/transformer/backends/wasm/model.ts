import type { ModelConfig } from '../../config';
import type { Arena } from './arena';
import { createEmbedding, type Embedding } from './embedding';
import type { Address } from './kernels';
import type { Layout } from './layout';
import { allocateMatrix, type Matrix, type Precision } from './matrix';

export interface Layer {
  attentionNorm: Address;
  /** Query, key and value projection as one matrix. */
  qkv: Matrix;
  /** Bias of that projection, [qkv] float32; 0 where the model has none. */
  qkvBias: Address;
  output: Matrix;
  mlpNorm: Address;
  /** Gate and up projection as one matrix. */
  gateUp: Matrix;
  down: Matrix;
}

export interface Model {
  embedding: Embedding;
  layers: Layer[];
  finalNorm: Address;
  lmHead: Matrix;
}

/**
 * Allocates all weights of a model; ./tensors fills them.
 * @throws Failure `too-large`
 */
export function allocateModel(config: ModelConfig, layout: Layout, precision: Precision, arena: Arena): Model {
  const vector = (size: number): Address => arena.allocate(size * 4);
  const matrix = (inputs: number, outputs: number): Matrix => allocateMatrix(arena, precision, inputs, outputs);
  const layers = Array.from({ length: config.layers }, () => ({
    attentionNorm: vector(layout.hidden),
    qkv: matrix(layout.hidden, layout.qkv),
    qkvBias: config.qkvBias ? vector(layout.qkv) : 0,
    output: matrix(layout.query, layout.hidden),
    mlpNorm: vector(layout.hidden),
    gateUp: matrix(layout.hidden, 2 * layout.intermediate),
    down: matrix(layout.intermediate, layout.hidden),
  }));
  const finalNorm = vector(layout.hidden);
  const lmHead = matrix(layout.hidden, layout.vocabulary);
  return { embedding: createEmbedding(config, precision, lmHead, arena), layers, finalNorm, lmHead };
}
