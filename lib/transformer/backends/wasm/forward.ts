import type { ModelConfig } from '../../config';
import type { Arena } from './arena';
import type { Address, Kernels } from './kernels';
import type { Layout } from './layout';
import { activationLimit, type Matrix, type Precision } from './matrix';
import type { Model } from './model';
import type { Pages } from './pages';
import { allocateScratch, type Scratch } from './scratch';
import type { Sequence } from './sequences';

/** One token on its way through the layers. Its sequence has a page for its position. */
export interface Row {
  sequence: Sequence;
  position: number;
  token: number;
}

/**
 * The pass through all layers, for up to `rowsAtOnce` rows. Prefill and batched decode are the same pass: rows of one sequence at
 * consecutive positions, or one row of each of several sequences, and any mixture. All rows' keys and values of a layer are written
 * before any row attends, and a row attends to its own position and those before it.
 */
export class Forward {
  private readonly scratch: Scratch;
  private readonly frequencies: number[];

  constructor(
    private readonly config: ModelConfig,
    private readonly layout: Layout,
    private readonly precision: Precision,
    private readonly kernels: Kernels,
    private readonly arena: Arena,
    private readonly model: Model,
    private readonly pages: Pages,
  ) {
    this.scratch = allocateScratch(arena, config, layout);
    const half = config.headDim / 2;
    this.frequencies = Array.from({ length: half }, (_, i) => config.ropeTheta ** (-i / half));
  }

  /** Logits [vocab] of the last `wanted` rows. */
  run(rows: readonly Row[], wanted: number): Float32Array[] {
    this.enter(rows);
    this.model.layers.forEach((_, layer) => this.layer(layer, rows));
    return this.leave(rows.length, wanted);
  }

  /** Embeds the tokens, and writes the rows' page tables and angles. */
  private enter(rows: readonly Row[]): void {
    const { scratch, layout, arena, config, frequencies } = this;
    const { embedding } = this.model;
    const residual = arena.floats(scratch.residual, rows.length * layout.hidden);
    const angles = arena.floats(scratch.angles, rows.length * layout.head);
    rows.forEach(({ sequence, position, token }, r) => {
      const from = token * config.hiddenSize;
      residual.set(embedding.subarray(from, from + config.hiddenSize), r * layout.hidden);
      arena.words(this.table(r), sequence.pages.length).set(sequence.pages);
      frequencies.forEach((frequency, i) => {
        const angle = position * frequency;
        angles[r * layout.head + i] = Math.cos(angle);
        angles[r * layout.head + layout.half + i] = Math.sin(angle);
      });
    });
  }

  private layer(index: number, rows: readonly Row[]): void {
    const { kernels, scratch, layout, config, model } = this;
    const { heads, kvHeads } = config;
    const { hidden, head, projected } = layout;
    const count = rows.length;
    const weights = model.layers[index]!;
    const layerOffset = index * this.pages.layerBytes;

    this.norm(scratch.residual, weights.attentionNorm, count);
    this.multiply(scratch.projected, scratch.normed, weights.project, count);
    kernels.rope(scratch.projected, projected, count, heads + kvHeads, layout.half, scratch.angles);
    rows.forEach(({ position }, r) => {
      const keys = scratch.projected + (r * projected + heads * head) * 4;
      kernels.append(keys, this.table(r), layerOffset, position, kvHeads, head);
    });
    const scale = 1 / Math.sqrt(config.headDim);
    rows.forEach(({ position }, r) => {
      const out = scratch.attended + r * layout.query * 4;
      const query = scratch.projected + r * projected * 4;
      const length = position + 1;
      // prettier-ignore
      kernels.attention(out, query, this.table(r), layerOffset, length, heads, kvHeads, head, scale, scratch.scores);
    });
    this.multiply(scratch.delta, scratch.attended, weights.output, count);
    kernels.add(scratch.residual, scratch.delta, count * hidden);

    this.norm(scratch.residual, weights.mlpNorm, count);
    this.multiply(scratch.widened, scratch.normed, weights.widen, count);
    kernels.swiglu(scratch.gated, scratch.widened, layout.inner, count);
    this.multiply(scratch.delta, scratch.gated, weights.narrow, count);
    kernels.add(scratch.residual, scratch.delta, count * hidden);
  }

  private leave(count: number, wanted: number): Float32Array[] {
    if (wanted === 0) return [];
    const { scratch, layout, model } = this;
    this.norm(scratch.residual + (count - wanted) * layout.hidden * 4, model.finalNorm, wanted);
    this.multiply(scratch.logits, scratch.normed, model.unembed, wanted);
    const logits = this.arena.floats(scratch.logits, wanted * layout.vocabulary);
    return Array.from({ length: wanted }, (_, r) => {
      const from = r * layout.vocabulary;
      return logits.slice(from, from + this.config.vocabSize);
    });
  }

  private norm(x: Address, weight: Address, rows: number): void {
    const { hiddenSize, rmsNormEps } = this.config;
    this.kernels.rmsNorm(this.scratch.normed, x, weight, this.layout.hidden, rows, hiddenSize, rmsNormEps);
  }

  /** out: [rows][outputs], x: [rows][inputs]. */
  private multiply(out: Address, x: Address, matrix: Matrix, rows: number): void {
    const { kernels, scratch } = this;
    const { address, scales, inputs, outputs } = matrix;
    if (this.precision === 'f32') {
      kernels.matmulF32(out, outputs, x, inputs, address, inputs, outputs, rows);
      return;
    }
    kernels.quantise(scratch.quantised, scratch.scales, x, inputs, rows, activationLimit(inputs));
    // prettier-ignore
    kernels.matmulInt8(out, outputs, scratch.quantised, inputs, scratch.scales, address, scales, inputs, outputs, rows);
  }

  private table(row: number): Address {
    return this.scratch.tables + row * this.scratch.tableBytes;
  }
}
