import type { PageId } from './pages';
import { pageSlots } from './pages';

/** The book of one KV head of one layer in one sequence: where its slots are and what they stand for. The contents lie in pages. */
export class HeadSlots {
  length = 0;
  /** Slot s lies in page s / pageSlots. */
  pages: PageId[] = [];
  /** [slot]; null while slot i holds position i, which is all that most sequences ever need. */
  private positions: number[] | null = null;
  /** [slot]; null while the sequence is not tracked. */
  accumulatedAttention: number[] | null = null;

  /** A copy of the book up to `length` slots; the pages are the caller's affair. */
  copy(length: number): HeadSlots {
    const copy = new HeadSlots();
    copy.length = length;
    copy.positions = this.positions?.slice(0, length) ?? null;
    copy.accumulatedAttention = this.accumulatedAttention?.slice(0, length) ?? null;
    return copy;
  }

  get pagesNeeded(): number {
    return Math.ceil(this.length / pageSlots);
  }

  get isSequential(): boolean {
    return this.positions === null;
  }

  positionOf(slot: number): number {
    return this.positions ? this.positions[slot]! : slot;
  }

  /** Slots are added at the end for these positions. */
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

  /** Frees slots: those at the end move into the holes. Returns the moves, lowest hole first. */
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
