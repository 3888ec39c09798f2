import type { Address } from './kernels';
import { upTo16 } from './layout';
import type { Parts } from './parts';
import type { Run } from './runs';
import { askedHeads } from './seen';

/** A cache line more than a page's slots, so that the weights of several queries do not fall on the same lines of the first cache. */
const gap = 16;

/**
 * The attention of a layer. All keys and values of a run are written before any of its rows attends, and a row attends to what its head
 * held before the span and to the span's tokens up to its own.
 */
export class Attention {
  private readonly group: number;
  private readonly scale: number;

  constructor(private readonly parts: Parts) {
    const { heads, kvHeads, headDim } = parts.config;
    this.group = heads / kvHeads;
    this.scale = 1 / Math.sqrt(headDim);
  }

  /** From `scratch.projected`, rotated, to `scratch.attended`. @throws Failure `too-large` */
  layer(index: number, runs: readonly Run[]): void {
    const { scratch, config } = this.parts;
    for (const run of runs) {
      this.append(run, index);
      const stride = upTo16(run.table.longest + run.first + run.count) + gap;
      const scores = scratch.scores.atLeast(scratch.attendingRows * this.group * stride * 4);
      for (let from = 0; from < run.count; from += scratch.attendingRows) {
        const rows = Math.min(scratch.attendingRows, run.count - from);
        if (!run.span.observe?.attention) {
          this.attend(run, index, 0, config.kvHeads, from, rows, scores, stride);
          continue;
        }
        // Head by head, since the next one's weights overwrite those of the one before.
        for (let head = 0; head < config.kvHeads; head++) {
          this.attend(run, index, head, 1, from, rows, scores, stride);
          this.note(run, index, head, from, rows, scores, stride);
        }
      }
    }
  }

  private append({ table, first, count, row }: Run, layer: number): void {
    const { config, layout, kernels, pages } = this.parts;
    const { heads, kvHeads } = config;
    const { projected, head } = layout;
    const keys = this.projected(row, heads);
    const values = this.projected(row, heads + kvHeads);
    const [list, lengths] = this.slots(table, layer, 0);
    // prettier-ignore
    kernels.append(keys, values, projected, count, list, table.listBytes, pages.apart, lengths, first, kvHeads, head);
  }

  /** `kvHeads` heads from `kvHead` on, for `rows` rows of a run from its row `from` on. */
  private attend(
    { table, first, row }: Run,
    layer: number,
    kvHead: number,
    kvHeads: number,
    from: number,
    rows: number,
    scores: Address,
    stride: number,
  ): void {
    const { group } = this;
    const { layout, scratch, kernels, pages } = this.parts;
    const query = kvHead * group;
    const out = scratch.attended + ((row + from) * layout.query + query * layout.head) * 4;
    const [list, lengths] = this.slots(table, layer, kvHead);
    // prettier-ignore
    kernels.attend(
      out, layout.query, this.projected(row + from, query), layout.projected, rows,
      list, table.listBytes, pages.apart, lengths, first + from,
      kvHeads, group, layout.head, this.scale,
      scratch.queries, scratch.mixed, scores, stride,
    );
  }

  /** Keeps the weights of the heads that were asked for. */
  private note(
    run: Run,
    layer: number,
    kvHead: number,
    from: number,
    rows: number,
    scores: Address,
    stride: number,
  ): void {
    const { group } = this;
    const { arena, config } = this.parts;
    const length = run.sequence.heads[layer * config.kvHeads + kvHead]!.length + run.first + from + 1;
    for (const { weights, member } of askedHeads(run, layer, kvHead, group))
      for (let row = 0; row < rows; row++)
        weights.push(arena.floats(scores + (row * group + member) * stride * 4, length + row).slice());
  }

  /** Addresses of a head's list of pages and of its length. */
  private slots({ lists, listBytes, lengths }: Run['table'], layer: number, head: number): [Address, Address] {
    const index = layer * this.parts.config.kvHeads + head;
    return [lists + index * listBytes, lengths + index * 4];
  }

  /** Address of a head of a row: queries, then keys, then values. */
  private projected(row: number, head: number): Address {
    const { scratch, layout } = this.parts;
    return scratch.projected + (row * layout.projected + head * layout.head) * 4;
  }
}
