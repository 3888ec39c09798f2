import type { HeadSlots } from '../../cache/head';
import type { PagedCache, PagedSequence } from '../../cache/paged';
import type { ModelConfig } from '../../config';
import type { LearnedCompression } from '../../learned/contract';
import { LearnedReader } from '../../learned/reader';
import { type Layout, pairedIndex } from './layout';
import { type HeadChanges, SlotChanges } from './learned-slots';
import type { Pass } from './plan';

/** Consecutive rows of a pass that are tokens of one span. */
export interface Run {
  span: number;
  sequence: PagedSequence;
  /** Place of its first token in the span, number of tokens, and row of the first one. */
  first: number;
  count: number;
  row: number;
}

export function runsOf({ rows }: Pass, sequences: readonly PagedSequence[]): Run[] {
  const runs: Run[] = [];
  rows.forEach(({ span, ahead }, row) => {
    const last = runs.at(-1);
    if (last?.span === span) last.count++;
    else runs.push({ span, sequence: sequences[span]!, first: ahead, count: 1, row });
  });
  return runs;
}

/** The slots that a row attends to, in their order: the index of each score, and the position. */
export interface SlotView {
  places: Int32Array;
  positions: Int32Array;
}

/** What the rows of a pass decided in one layer, as the kernels read it. */
export interface LayerDecisions {
  /** For `query`, and for `written`. */
  queries: Float32Array<ArrayBuffer>;
  written: Float32Array<ArrayBuffer>;
  slots: SlotChanges;
  /** [row][KV head], where they are wanted. */
  views: SlotView[][];
}

/** Reads the rows of a pass into the KV heads, layer by layer. The slots are filled in the book-keeping alone. */
export class LearnedRows {
  private readonly reader: LearnedReader;
  private readonly indices: Int32Array;
  private readonly scale: number;

  constructor(
    private readonly config: ModelConfig,
    private readonly layout: Layout,
    private readonly cache: PagedCache,
    learned: LearnedCompression,
  ) {
    this.reader = new LearnedReader(learned, config);
    this.indices = Int32Array.from({ length: config.headDim }, (_, i) => pairedIndex(i, config.headDim));
    this.scale = 1 / Math.sqrt(config.headDim);
  }

  /**
   * @param projected [row][query, key and value head][headDim], as the kernels leave it
   * @param isViewed whether the slots of a KV head are wanted
   */
  read(
    layer: number,
    projected: Float32Array,
    runs: readonly Run[],
    isViewed: (run: Run, kvHead: number) => boolean,
  ): LayerDecisions {
    const { heads, kvHeads } = this.config;
    const width = this.layout.head4 * 4;
    const rows = runs.reduce((sum, { count }) => sum + count, 0);
    const decisions: LayerDecisions = {
      queries: new Float32Array(rows * heads * width),
      written: new Float32Array(rows * kvHeads * 2 * width),
      slots: new SlotChanges(rows, kvHeads),
      views: Array.from({ length: rows }, () => []),
    };
    for (const run of runs)
      for (let kvHead = 0; kvHead < kvHeads; kvHead++) {
        const head = run.sequence.heads[layer * kvHeads + kvHead]!;
        const changes = decisions.slots.begin(head, kvHead, run.row);
        for (let r = 0; r < run.count; r++) {
          this.readRow(layer, kvHead, projected, run, r, changes, decisions);
          if (isViewed(run, kvHead)) decisions.views[run.row + r]![kvHead] = viewOf(head, changes);
        }
        changes.end();
      }
    return decisions;
  }

  private readRow(
    layer: number,
    kvHead: number,
    projected: Float32Array,
    { sequence, first, row: firstRow }: Run,
    r: number,
    changes: HeadChanges,
    { queries, written }: LayerDecisions,
  ): void {
    const { heads, kvHeads, headDim } = this.config;
    const { group, head4 } = this.layout;
    const width = head4 * 4;
    const row = firstRow + r;
    const at = (head: number) => (row * (heads + 2 * kvHeads) + head) * width;
    const position = sequence.position + first + r;
    const rotated = Array.from({ length: group }, (_, i) => this.get(projected, at(kvHead * group + i)));
    const value = at(heads + kvHeads + kvHead);
    const index = layer * kvHeads + kvHead;
    const head = sequence.heads[index]!;
    const write = this.reader.read(head.learned!, {
      position,
      queries: rotated,
      key: this.get(projected, at(heads + kvHead)),
      value: projected.slice(value, value + headDim),
    });
    rotated.forEach((query, i) => this.put(queries, (row * heads + kvHead * group + i) * width, query, this.scale));
    const to = (row * kvHeads + kvHead) * 2 * width;
    this.put(written, to, write.key, 1);
    written.set(write.value, to + width);
    const { length } = head;
    const slot = this.cache.fill(sequence, index, position, write.over);
    changes.fill(slot, slot === length);
  }

  /** Takes a head of queries or keys out of its paired order. */
  private get(from: Float32Array, at: number): Float32Array {
    const { indices } = this;
    const values = new Float32Array(indices.length);
    // A plain loop, here and below, as for every token and head `from` and `forEach` take long.
    for (let i = 0; i < values.length; i++) values[i] = from[at + indices[i]!]!;
    return values;
  }

  private put(to: Float32Array, at: number, values: Float32Array, scale: number): void {
    const { indices } = this;
    for (let i = 0; i < values.length; i++) to[at + indices[i]!] = scale * values[i]!;
  }
}

const viewOf = (head: HeadSlots, { placeOf }: HeadChanges): SlotView => ({
  places: Int32Array.from({ length: head.length }, (_, slot) => placeOf(slot)),
  positions: Int32Array.from({ length: head.length }, (_, slot) => head.positionOf(slot)),
});
