import type { HeadSlots } from '../../cache/head';
import { pageSlots } from '../../cache/pages';

/**
 * What the rows of a pass do to the slots of a layer.
 *
 * A row may fill a slot that the rows before it still attend to. So that all rows of a pass attend at once, each row
 * first appends a slot for what it writes, and attends to what is there but for the slots that have been filled again.
 * After the attention, the last row that filled a slot is written there; the appended slots are then free.
 */
export class SlotChanges {
  /** Index in `written`, and slot, counted through all pages. */
  private readonly appended: number[] = [];
  private readonly kept: number[] = [];
  /** The slots that are filled again, in the order of the rows; one KV head of one sequence after another. */
  private readonly replaced: number[] = [];
  /** [row][KV head]: begin and end of the slots in `replaced` that the row does not see. */
  private readonly ranges: Uint32Array;

  constructor(
    rows: number,
    private readonly kvHeads: number,
  ) {
    this.ranges = new Uint32Array(2 * rows * kvHeads);
  }

  /**
   * Follows the rows of one sequence through one KV head.
   * @param row index of the first one in the pass
   */
  begin(head: HeadSlots, kvHead: number, row: number): HeadChanges {
    const { length } = head;
    const { kvHeads, appended, kept, replaced, ranges } = this;
    const begin = ranges.length + replaced.length;
    const source = (r: number) => (row + r) * kvHeads + kvHead;
    const addressOf = (slot: number) => head.pages[Math.floor(slot / pageSlots)]! * pageSlots + (slot % pageSlots);
    /** By slot: the row, counted from the first one, that has filled it last. */
    const latest = new Map<number, number>();
    const placeOf = (slot: number): number => {
      const r = latest.get(slot);
      return r === undefined ? slot : length + r;
    };
    let read = 0;
    return {
      placeOf,
      fill(slot, isNew) {
        if (!isNew) replaced.push(placeOf(slot));
        ranges.set([begin, ranges.length + replaced.length], 2 * source(read));
        appended.push(source(read), addressOf(length + read));
        latest.set(slot, read++);
      },
      end() {
        for (const [slot, r] of latest) if (slot !== length + r) kept.push(source(r), addressOf(slot));
      },
    };
  }

  /** The lists as the kernels read them. The first entry of `appended` and of `kept` is the number of the others. */
  lists(): Record<'appended' | 'kept' | 'replaced', Uint32Array<ArrayBuffer>> {
    const counted = (list: readonly number[]) => Uint32Array.from([list.length / 2, 0, ...list]);
    return {
      appended: counted(this.appended),
      kept: counted(this.kept),
      replaced: Uint32Array.from([...this.ranges, ...this.replaced]),
    };
  }
}

export interface HeadChanges {
  /** Where the content of a slot is during the pass. */
  placeOf(slot: number): number;
  /** The next row fills a slot. */
  fill(slot: number, isNew: boolean): void;
  /** All rows have been read. */
  end(): void;
}
