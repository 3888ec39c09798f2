import type { LearnedHead } from '../learned/contract';
import type { PageId, PagePool, QuantisedPages } from './pages';
import { pageSlots } from './pages';

/** The pages of one format. */
export interface QuantisedStore {
  pool: PagePool;
  pages: QuantisedPages;
}

/**
 * The bookkeeping of one KV head of one layer in one sequence: the pages of its slots and their positions. The pages
 * hold the contents.
 */
export class HeadSlots {
  length = 0;
  /** Slot s is in page s / pageSlots. `noPage` where that page is in `quantised`. */
  pages: PageId[] = [];
  /**
   * The quantised pages, which are the full ones; empty where the head has no store. During a pass, also the pages
   * that it fills, which are then in `pages` as well.
   */
  quantised: PageId[] = [];
  /** [slot]; null while slot i holds position i, which is the common case. */
  private positions: number[] | null = null;
  /** [slot]; null while the sequence does not track attention. */
  accumulatedAttention: number[] | null = null;

  /**
   * @param store the pages of the format of the head's full pages; null where they stay in float32
   * @param learned the state of a model that compresses its own cache; null for most models
   */
  constructor(
    readonly store: QuantisedStore | null,
    readonly learned: LearnedHead | null = null,
  ) {}

  /** Copies the bookkeeping of the first `length` slots. The caller sets the pages. */
  copy(length: number): HeadSlots {
    const copy = new HeadSlots(this.store, this.learned?.copy());
    copy.length = length;
    copy.positions = this.positions?.slice(0, length) ?? null;
    copy.accumulatedAttention = this.accumulatedAttention?.slice(0, length) ?? null;
    return copy;
  }

  get pagesNeeded(): number {
    return Math.ceil(this.length / pageSlots);
  }

  get fullPages(): number {
    return Math.floor(this.length / pageSlots);
  }

  get isSequential(): boolean {
    return this.positions === null;
  }

  positionOf(slot: number): number {
    return this.positions ? this.positions[slot]! : slot;
  }

  /** The slot that holds a position; null where none does. */
  slotOf(position: number): number | null {
    if (this.positions === null) return position < this.length ? position : null;
    const slot = this.positions.lastIndexOf(position);
    return slot < 0 ? null : slot;
  }

  /** Appends slots for consecutive positions. */
  push(first: number, count: number): void {
    if (this.positions === null && first !== this.length) this.listPositions();
    for (let i = 0; i < count; i++) {
      this.positions?.push(first + i);
      this.accumulatedAttention?.push(0);
    }
    this.length += count;
  }

  setPosition(slot: number, position: number): void {
    if (position !== this.positionOf(slot)) this.listPositions()[slot] = position;
  }

  /** Gives a slot to a token of another position; what the slot held is merged with the token, or is gone. */
  fill(slot: number, position: number, merges: boolean): void {
    this.setPosition(slot, position);
    if (!merges && this.accumulatedAttention) this.accumulatedAttention[slot] = 0;
  }

  /** Frees slots: slots from the end fill the gaps. Returns the moves, lowest gap first. */
  remove(slots: readonly number[]): { from: number; to: number }[] {
    const removed = new Set(slots);
    const kept = this.length - removed.size;
    const positions = this.listPositions();
    const moves: { from: number; to: number }[] = [];
    let from = kept;
    for (const to of [...removed].filter(slot => slot < kept).sort((a, b) => a - b)) {
      while (removed.has(from)) from++;
      positions[to] = positions[from]!;
      if (this.accumulatedAttention) this.accumulatedAttention[to] = this.accumulatedAttention[from]!;
      moves.push({ from: from++, to });
    }
    positions.length = kept;
    if (this.accumulatedAttention) this.accumulatedAttention.length = kept;
    this.length = kept;
    return moves;
  }

  private listPositions(): number[] {
    return (this.positions ??= Array.from({ length: this.length }, (_, slot) => slot));
  }
}
