import { pageSlots } from '../../cache/pages';
import { capturedHeads } from './capture';
import type { Address } from './kernels';
import { upTo16 } from './layout';
import type { PassContext, Run } from './pass';
import type { WasmQuantisedPages } from './quantised-pages';

/**
 * Padding of one cache line beyond a multiple of 16 floats, so that the weights of several queries do not map to the
 * same lines of the L1 cache.
 */
const scorePadding = 16;

/**
 * The attention of one layer. Writes all keys and values of a run before any of its rows attends; a row attends to
 * the slots before the span and to the span's tokens up to its own.
 */
export class Attention {
  protected readonly group: number;
  /** Of queries: the softmax is to base 2. */
  private readonly scale: number;

  constructor(protected readonly context: PassContext) {
    const { heads, kvHeads, headDim } = context.config;
    this.group = heads / kvHeads;
    this.scale = Math.LOG2E / Math.sqrt(headDim);
  }

  /**
   * Takes the memory that a pass needs, where the pass must not fail once it has begun.
   * @throws Failure `too-large`
   */
  prepare(_spans: readonly Pick<Run, 'table' | 'span'>[]): void {
    // Nothing has changed before the pass ends.
  }

  /** Rotates the queries and keys of the first `count` rows of `scratch.qkv`. */
  rotate(_layer: number, _runs: readonly Run[], count: number): void {
    const { kernels, scratch, layout, config } = this.context;
    kernels.rope(scratch.qkv, layout.qkv, count, config.heads + config.kvHeads, layout.half, scratch.angles);
  }

  /**
   * Reads `scratch.qkv`, already rotated, and writes `scratch.attended`.
   * @throws Failure `too-large`
   */
  layer(index: number, runs: readonly Run[]): void {
    const { scratch, config } = this.context;
    for (const run of runs) {
      this.append(run, index);
      this.quantiseFullPages(run, index);
      const stride = this.strideOf(run);
      const scores = scratch.scores.ensure(scratch.attendingRows * this.group * stride * 4);
      for (let from = 0; from < run.count; from += scratch.attendingRows) {
        const rows = Math.min(scratch.attendingRows, run.count - from);
        if (!run.span.capture?.attention) {
          this.attend(run, index, 0, config.kvHeads, from, rows, run.first + from, scores, stride);
          continue;
        }
        // One KV head at a time, because the next head overwrites the weights.
        for (let head = 0; head < config.kvHeads; head++) {
          this.attend(run, index, head, 1, from, rows, run.first + from, scores, stride);
          const before = run.sequence.heads[index * config.kvHeads + head]!.length;
          this.capture(run, index, head, rows, before + run.first + from + 1, scores, stride);
        }
      }
    }
  }

  /** Floats from the weights of one query to those of the next. */
  protected strideOf({ table, first, count }: Pick<Run, 'table' | 'first' | 'count'>): number {
    return upTo16(table.longest + first + count) + scorePadding;
  }

  private append({ table, first, count, row }: Run, layer: number): void {
    const { config, layout, kernels, pages } = this.context;
    const { heads, kvHeads } = config;
    const { qkv, head } = layout;
    const keys = this.qkvAddress(row, heads);
    const values = this.qkvAddress(row, heads + kvHeads);
    const [list, lengths] = this.tablesOf(table, layer, 0);
    // prettier-ignore
    kernels.append(keys, values, qkv, count, list, table.listBytes, pages.valueOffset, lengths, first, kvHeads, head);
  }

  /** Quantises the pages that the tokens of a run have filled, before any of its rows attends. */
  private quantiseFullPages({ sequence, first, count }: Run, layer: number): void {
    const { kvHeads } = this.context.config;
    const { store } = sequence.heads[layer * kvHeads]!;
    if (!store) return;
    for (const { length, pages, quantised } of sequence.heads.slice(layer * kvHeads, (layer + 1) * kvHeads)) {
      const full = (slots: number) => Math.floor(slots / pageSlots);
      const filled = { from: full(length + first), to: full(length + first + count) };
      for (let page = filled.from; page < filled.to; page++)
        store.pages.quantise([{ from: pages[page]!, to: quantised[page]! }]);
    }
  }

  /**
   * Attends with `kvHeads` KV heads from `kvHead` on, for `rows` rows of a run from its row `from` on.
   * @param slotOffset the slots of the first of these rows, without its own, that the table's lengths do not count
   */
  protected attend(
    { sequence, table, row }: Run,
    layer: number,
    kvHead: number,
    kvHeads: number,
    from: number,
    rows: number,
    slotOffset: number,
    scores: Address,
    stride: number,
  ): void {
    const { group } = this;
    const { layout, scratch, kernels, pages, config } = this.context;
    const query = kvHead * group;
    const out = scratch.attended + ((row + from) * layout.query + query * layout.head) * 4;
    const [list, lengths] = this.tablesOf(table, layer, kvHead);
    const { store } = sequence.heads[layer * config.kvHeads]!;
    if (store) {
      // The stores of this backend's cache are those of its memory.
      const stored = store.pages as WasmQuantisedPages;
      const working = scratch.stored.ensure(kernels.attendStoredScratch(rows * group, stored.wide));
      // prettier-ignore
      kernels.attendStored(
        out, layout.query, this.qkvAddress(row + from, query), layout.qkv, rows,
        list, table.quantised + 2 * (list - table.lists), table.listBytes, pages.valueOffset, lengths, slotOffset,
        kvHeads, group, layout.head, this.scale,
        scratch.queries, scratch.weightedSums, scores, stride, stored.description, working,
      );
      return;
    }
    // prettier-ignore
    kernels.attend(
      out, layout.query, this.qkvAddress(row + from, query), layout.qkv, rows,
      list, table.listBytes, pages.valueOffset, lengths, slotOffset,
      kvHeads, group, layout.head, this.scale,
      scratch.queries, scratch.weightedSums, scores, stride,
    );
  }

  /**
   * Copies the attention weights of the requested heads into the result.
   * @param length number of slots that the first row attends to
   */
  protected capture(
    run: Run,
    layer: number,
    kvHead: number,
    rows: number,
    length: number,
    scores: Address,
    stride: number,
  ): void {
    const { group } = this;
    const { arena } = this.context;
    for (const { weights, member } of capturedHeads(run, layer, kvHead, group))
      for (let row = 0; row < rows; row++)
        weights.push(arena.floats(scores + (row * group + member) * stride * 4, length + row).slice());
  }

  /** Addresses of a head's page list and of its length. */
  private tablesOf({ lists, listBytes, lengths }: Run['table'], layer: number, head: number): [Address, Address] {
    const index = layer * this.context.config.kvHeads + head;
    return [lists + index * listBytes, lengths + index * 4];
  }

  /** Address of one head of a row in `scratch.qkv`: queries, then keys, then values. */
  protected qkvAddress(row: number, head: number): Address {
    const { scratch, layout } = this.context;
    return scratch.qkv + (row * layout.qkv + head * layout.head) * 4;
  }
}
