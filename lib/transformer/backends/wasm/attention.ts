import type { ModelConfig } from '../../config';
import type { Arena } from './arena';
import type { Kernels } from './kernels';
import { type Layout, upTo16 } from './layout';
import type { Run } from './runs';
import type { Scratch } from './scratch';
import { askedHeads } from './seen';

/** A cache line more than a page's slots, so that the weights of several queries do not fall on the same lines of the first cache. */
const gap = 16;

/**
 * The attention of a layer, head by head: every KV head of every sequence has its own slots. All rows' keys and values are written before
 * any row attends, and a row attends to what its head held before the span and to the span's tokens up to its own.
 */
export class Attention {
  constructor(
    private readonly config: ModelConfig,
    private readonly layout: Layout,
    private readonly kernels: Kernels,
    private readonly arena: Arena,
    private readonly scratch: Scratch,
  ) {}

  /** From `scratch.projected`, rotated, to `scratch.attended`. @throws Failure `too-large` */
  layer(index: number, runs: readonly Run[]): void {
    for (const run of runs)
      for (let head = 0; head < this.config.kvHeads; head++) {
        this.append(run, index, head);
        this.attend(run, index, head);
      }
  }

  private append(run: Run, layer: number, head: number): void {
    const { heads, kvHeads } = this.config;
    const { layout, kernels } = this;
    const keys = this.projected(run.row, heads + head);
    const values = this.projected(run.row, heads + kvHeads + head);
    const { table, first } = this.slots(run, layer, head);
    kernels.append(keys, values, layout.projected, run.count, table, first, layout.head);
  }

  private attend(run: Run, layer: number, kvHead: number): void {
    const { layout, kernels, scratch, config } = this;
    const group = config.heads / config.kvHeads;
    const scale = 1 / Math.sqrt(config.headDim);
    const { table, first } = this.slots(run, layer, kvHead);
    const stride = upTo16(first + run.count) + gap;
    const scores = scratch.scores.atLeast(scratch.attendingRows * group * stride * 4);
    const asked = run.span.observe?.attention ? askedHeads(run, layer, kvHead, group) : [];
    for (let from = 0; from < run.count; from += scratch.attendingRows) {
      const rows = Math.min(scratch.attendingRows, run.count - from);
      const out = scratch.attended + ((run.row + from) * layout.query + kvHead * group * layout.head) * 4;
      const query = this.projected(run.row + from, kvHead * group);
      const length = first + from + 1;
      // prettier-ignore
      kernels.attend(
        out, layout.query, query, layout.projected, table, length, rows, group, layout.head, scale,
        scratch.queries, scratch.mixed, scores, stride,
      );
      for (const { weights, member } of asked)
        for (let row = 0; row < rows; row++)
          weights.push(this.arena.floats(scores + (row * group + member) * stride * 4, length + row).slice());
    }
  }

  /** Where the list of a head's pages is, and the slot of the run's first token. */
  private slots({ sequence, table, first }: Run, layer: number, head: number): { table: number; first: number } {
    const index = layer * this.config.kvHeads + head;
    return { table: table.address + index * table.headBytes, first: sequence.heads[index]!.length + first };
  }

  /** Address of a head of a row: queries, then keys, then values. */
  private projected(row: number, head: number): number {
    return this.scratch.projected + (row * this.layout.projected + head * this.layout.head) * 4;
  }
}
