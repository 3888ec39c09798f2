import type { LearnedCompression, SlotWrite } from '../../learned/contract';
import { LearnedReader } from '../../learned/reader';
import { Attention } from './attention';
import { capturedHeads } from './capture';
import { headIndices } from './layout';
import type { PassContext, Run } from './pass';
import { maxRows } from './scratch';

/**
 * The attention of a model that compresses its own cache: row by row, because a token may fill a slot that the row before it still
 * attends to.
 */
export class LearnedAttention extends Attention {
  private readonly reader: LearnedReader;
  /** The padded index of each value of a head. */
  private readonly indices: Int32Array;
  /** What the rows of a layer write: [row of the pass][KV head]. */
  private writes: SlotWrite[][] = [];

  constructor(context: PassContext, learned: LearnedCompression) {
    super(context);
    const { config, layout } = context;
    this.reader = new LearnedReader(learned, config);
    this.indices = headIndices(1, config.headDim / 2, layout.half);
  }

  /** The slots of a sequence change while the pass goes on. */
  override prepare(spans: readonly Pick<Run, 'table' | 'span'>[]): void {
    const { scratch, layout } = this.context;
    const strides = spans.map(({ table, span }) => this.strideOf({ table, first: 0, count: span.tokens.length }));
    scratch.scores.ensure(this.group * Math.max(...strides) * 4);
    const logits = spans.some(({ span }) => span.want === 'every') ? maxRows : Math.min(maxRows, spans.length);
    scratch.logits.ensure(logits * layout.vocabulary * 4);
  }

  /** Also reads the decisions, which are gone after the rotation. */
  override rotate(layer: number, runs: readonly Run[]): void {
    const { config } = this.context;
    const { heads, kvHeads } = config;
    this.writes = [];
    for (const run of runs)
      for (let r = 0; r < run.count; r++) {
        const row = run.row + r;
        const position = run.sequence.position + run.first + r;
        this.writes[row] = Array.from({ length: kvHeads }, (_, head) => {
          const queries = Array.from({ length: this.group }, (_, i) => this.get(row, head * this.group + i));
          const key = this.get(row, heads + head);
          const value = this.get(row, heads + kvHeads + head);
          const state = run.sequence.heads[layer * kvHeads + head]!.learned!;
          const write = this.reader.read(state, { position, queries, key, value });
          queries.forEach((query, i) => this.put(row, head * this.group + i, query));
          return write;
        });
      }
  }

  override layer(layer: number, runs: readonly Run[]): void {
    const { scratch, arena, cache, config } = this.context;
    for (const run of runs) {
      const stride = this.strideOf(run);
      const scores = scratch.scores.ensure(this.group * stride * 4);
      const first = layer * config.kvHeads;
      const heads = run.sequence.heads.slice(first, first + config.kvHeads);
      for (let r = 0; r < run.count; r++) {
        const position = run.sequence.position + run.first + r;
        this.writes[run.row + r]!.forEach((write, head) => cache.place(run.sequence, first + head, position, write));
        // The kernel counts the slot of the row itself beside the table's lengths.
        arena.words(run.table.lengths + first * 4, heads.length).set(heads.map(({ length }) => length - 1));
        if (!run.span.capture?.attention) {
          this.attend(run, layer, 0, config.kvHeads, r, 1, 0, scores, stride);
          continue;
        }
        for (const [head, { length }] of heads.entries()) {
          this.attend(run, layer, head, 1, r, 1, 0, scores, stride);
          this.capture(run, layer, head, 1, length, scores, stride);
          const positions = Int32Array.from({ length }, (_, slot) => heads[head]!.positionOf(slot));
          for (const captured of capturedHeads(run, layer, head, this.group)) captured.positions!.push(positions);
        }
      }
    }
  }

  private get(row: number, head: number): Float32Array {
    const { indices } = this;
    const padded = this.head(row, head);
    const values = new Float32Array(indices.length);
    // A plain loop, here and below: for every token and head, `from` and `forEach` cost as much as the whole pass.
    for (let i = 0; i < values.length; i++) values[i] = padded[indices[i]!]!;
    return values;
  }

  private put(row: number, head: number, values: Float32Array): void {
    const { indices } = this;
    const padded = this.head(row, head);
    for (let i = 0; i < values.length; i++) padded[indices[i]!] = values[i]!;
  }

  private head(row: number, head: number): Float32Array {
    const { arena, layout } = this.context;
    return arena.floats(this.qkvAddress(row, head), layout.head);
  }
}
