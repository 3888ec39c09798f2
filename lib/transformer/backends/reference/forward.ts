import type { HeadRef, SequenceId } from '../../cache/contract';
import type { ModelConfig } from '../../config';
import type { Capture, CaptureRequest } from '../../contract';
import type { HeadToken } from '../../learned/contract';
import { LearnedReader } from '../../learned/reader';
import { ropeFrequencies, rotate } from '../../rope';
import { add, attend, matVec, rmsNorm, swiglu } from './arithmetic';
import type { ListCache, Row } from './cache';
import type { Layer, Model } from './model';

/** Records what one span requested to capture. */
interface Recorder {
  /** The residual stream [hiddenSize] after `depth` layers. */
  residual(depth: number, x: Float32Array): void;
  /** weights: [query head][slot]; slots: [query head][slot]. */
  attention(layer: number, weights: readonly Float32Array[], slots: readonly (readonly Row[])[]): void;
  /** queries: [query head][headDim], rotated. */
  queries(layer: number, queries: readonly Float32Array[]): void;
  capture(): Capture;
}

/** The forward pass of one token through all layers. */
export class Forward {
  private readonly frequencies: Float64Array;
  private readonly reader: LearnedReader | null;

  constructor(
    private readonly config: ModelConfig,
    private readonly model: Model,
    private readonly cache: ListCache,
  ) {
    this.frequencies = ropeFrequencies(config);
    this.reader = config.learned ? new LearnedReader(config.learned, config) : null;
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
    const positions = attention.map((): Int32Array[] => []);
    const streams = hidden.map((): number[] => []);
    const asked = queries.map((): number[] => []);
    return {
      residual: (depth, x) => hidden.forEach((requested, i) => requested === depth && streams[i]!.push(...x)),
      attention: (layer, heads, slots) =>
        attention.forEach((requested, i) => {
          if (requested.layer !== layer) return;
          weights[i]!.push(heads[requested.head]!);
          if (this.reader) positions[i]!.push(Int32Array.from(slots[requested.head]!, ({ position }) => position));
        }),
      queries: (layer, heads) =>
        queries.forEach((requested, i) => requested === layer && heads.forEach(head => asked[i]!.push(...head))),
      capture: () => ({
        attention: weights,
        ...(this.reader && { positions }),
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
    const queries = this.heads(matVec(layer.query, x));
    const keys = this.heads(matVec(layer.key, x));
    const values = this.heads(matVec(layer.value, x));
    const lists = keys.map((key, head) => {
      const at = { sequence, layer: index, head };
      const group = queries.slice((head * heads) / kvHeads, ((head + 1) * heads) / kvHeads);
      this.append(at, { position, queries: group, key, value: values[head]! });
      return this.cache.rows(at);
    });
    recorder?.queries(index, queries);
    const attended = new Float32Array(heads * headDim);
    // Grouped queries: query head h reads KV head floor(h / group) (Ainslie et al., arXiv 2305.13245).
    const slots = queries.map((_, head) => lists[Math.floor((head * kvHeads) / heads)]!);
    const weights = queries.map((query, head) => {
      const { out, weights: given } = attend(query, slots[head]!);
      attended.set(out, head * headDim);
      return given;
    });
    recorder?.attention(index, weights, slots);
    return attended;
  }

  /** Writes a token into one KV head, and rotates its queries in place. */
  private append(at: HeadRef, token: HeadToken): void {
    const { position, queries, key, value } = token;
    if (this.reader) {
      this.cache.place(at, position, this.reader.read(this.cache.learned(at), token));
      return;
    }
    for (const one of [...queries, key]) rotate(one, position, this.frequencies);
    this.cache.rows(at).push({ key, value, position, accumulatedAttention: 0 });
  }

  /** Splits a projected token into heads. */
  private heads(projected: Float32Array): Float32Array[] {
    const { headDim } = this.config;
    return Array.from({ length: projected.length / headDim }, (_, head) =>
      projected.slice(head * headDim, (head + 1) * headDim),
    );
  }
}
