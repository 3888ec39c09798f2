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
  mass: number[] | null = null;

  /** A copy of the book up to `length` slots; the pages are the caller's affair. */
  copy(length: number): HeadSlots {
    const copy = new HeadSlots();
    copy.length = length;
    copy.positions = this.positions?.slice(0, length) ?? null;
    copy.mass = this.mass?.slice(0, length) ?? null;
    return copy;
  }

  get pagesNeeded(): number {
    return Math.ceil(this.length / pageSlots);
  }

  get isWhole(): boolean {
    return this.positions === null;
  }

  positionOf(slot: number): number {
    return this.positions ? this.positions[slot]! : slot;
  }

  /** Slots are added at the end for these positions. */
  push(first: number, count: number): void {
    if (this.positions === null && first !== this.length) this.list();
    for (let i = 0; i < count; i++) {
      this.positions?.push(first + i);
      this.mass?.push(0);
    }
    this.length += count;
  }

  place(slot: number, position: number): void {
    if (position !== this.positionOf(slot)) this.list()[slot] = position;
  }

  /** Frees slots: those at the end move into the holes. Returns the moves, lowest hole first. */
  remove(slots: readonly number[]): { from: number; to: number }[] {
    const gone = new Set(slots);
    const kept = this.length - gone.size;
    const positions = this.list();
    const moves: { from: number; to: number }[] = [];
    let from = kept;
    for (const to of [...gone].filter(slot => slot < kept).sort((a, b) => a - b)) {
      while (gone.has(from)) from++;
      positions[to] = positions[from]!;
      if (this.mass) this.mass[to] = this.mass[from]!;
      moves.push({ from: from++, to });
    }
    positions.length = kept;
    if (this.mass) this.mass.length = kept;
    this.length = kept;
    return moves;
  }

  private list(): number[] {
    return (this.positions ??= Array.from({ length: this.length }, (_, slot) => slot));
  }
}
