import type { SequenceId } from '../../cache/contract';
import type { ModelConfig } from '../../config';
import type { Capture, CaptureRequest } from '../../contract';
import { ropeFrequencies, rotate } from '../../rope';
import { add, attend, matVec, rmsNorm, swiglu } from './arithmetic';
import type { ListCache } from './cache';
import type { Layer, Model } from './model';

/** Records what one span requested to capture. */
interface Recorder {
  /** The residual stream [hiddenSize] after `depth` layers. */
  residual(depth: number, x: Float32Array): void;
  /** weights: [query head][slot]. */
  attention(layer: number, weights: readonly Float32Array[]): void;
  /** queries: [query head][headDim], rotated. */
  queries(layer: number, queries: readonly Float32Array[]): void;
  capture(): Capture;
}

/** The forward pass of one token through all layers. */
export class Forward {
  private readonly frequencies: Float64Array;

  constructor(
    private readonly config: ModelConfig,
    private readonly model: Model,
    private readonly cache: ListCache,
  ) {
    this.frequencies = ropeFrequencies(config);
  }

  /** Appends one token to a sequence and returns the residual stream after the last layer, [hiddenSize]. */
  forwardToken(sequence: SequenceId, token: number, recorder?: Recorder): Float32Array<ArrayBuffer> {
    const { hiddenSize, rmsNormEps, layers } = this.config;
    const x = this.model.embedding.slice(token * hiddenSize, (token + 1) * hiddenSize);
    this.model.layers.forEach((layer, index) => {
      recorder?.residual(index, x);
      const normed = rmsNorm(x, layer.attentionNorm, rmsNormEps);
      add(x, matVec(layer.output, this.attention(sequence, index, layer, normed, recorder)));
      const mlpInput = rmsNorm(x, layer.mlpNorm, rmsNormEps);
      add(x, matVec(layer.down, swiglu(matVec(layer.gate, mlpInput), matVec(layer.up, mlpInput))));
    });
    recorder?.residual(layers, x);
    this.cache.advance(sequence);
    return x;
  }

  /** Returns [vocab]. */
  logits(residual: Float32Array): Float32Array {
    return matVec(this.model.lmHead, rmsNorm(residual, this.model.finalNorm, this.config.rmsNormEps));
  }

  record({ attention = [], hidden = [], queries = [] }: CaptureRequest): Recorder {
    const weights = attention.map((): Float32Array[] => []);
    const streams = hidden.map((): number[] => []);
    const asked = queries.map((): number[] => []);
    return {
      residual: (depth, x) => hidden.forEach((requested, i) => requested === depth && streams[i]!.push(...x)),
      attention: (layer, heads) =>
        attention.forEach((requested, i) => requested.layer === layer && weights[i]!.push(heads[requested.head]!)),
      queries: (layer, heads) =>
        queries.forEach((requested, i) => requested === layer && heads.forEach(head => asked[i]!.push(...head))),
      capture: () => ({
        attention: weights,
        hidden: streams.map(stream => Float32Array.from(stream)),
        queries: asked.map(list => Float32Array.from(list)),
      }),
    };
  }

  /** Appends the token's keys and values to the cache, then attends with each query head. Returns [heads * headDim]. */
  private attention(
    sequence: SequenceId,
    index: number,
    layer: Layer,
    x: Float32Array,
    recorder?: Recorder,
  ): Float32Array {
    const { heads, kvHeads, headDim } = this.config;
    const position = this.cache.position(sequence);
    const queries = this.heads(matVec(layer.query, x), position);
    recorder?.queries(index, queries);
    const keys = this.heads(matVec(layer.key, x), position);
    const values = matVec(layer.value, x);
    const lists = keys.map((key, head) => {
      const rows = this.cache.rows({ sequence, layer: index, head });
      rows.push({ key, value: values.slice(head * headDim, (head + 1) * headDim), position, accumulatedAttention: 0 });
      return rows;
    });
    const attended = new Float32Array(heads * headDim);
    // Grouped queries: query head h reads KV head floor(h / group) (Ainslie et al., arXiv 2305.13245).
    const weights = queries.map((query, head) => {
      const { out, weights: given } = attend(query, lists[Math.floor((head * kvHeads) / heads)]!);
      attended.set(out, head * headDim);
      return given;
    });
    recorder?.attention(index, weights);
    return attended;
  }

  /** Splits a projected token into heads and rotates each to its position. */
  private heads(projected: Float32Array, position: number): Float32Array[] {
    const { headDim } = this.config;
    return Array.from({ length: projected.length / headDim }, (_, head) => {
      const one = projected.slice(head * headDim, (head + 1) * headDim);
      rotate(one, position, this.frequencies);
      return one;
    });
  }
}
