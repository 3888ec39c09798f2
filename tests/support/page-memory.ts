import type { PageId, PageMemory, SlotMove } from '@/lib/transformer/cache/pages';
import { pageSlots } from '@/lib/transformer/cache/pages';

/** Pages in plain arrays that shrink as a GPU's do. What is free is filled with NaN, so that nothing can be read of it unnoticed. */
export class ArrayPages implements PageMemory {
  capacity = 0;
  private pages: Float32Array[] = [];

  constructor(private readonly headDim: number) {}

  get pageBytes(): number {
    return 2 * pageSlots * this.headDim * 4;
  }

  grow(capacity: number): void {
    while (this.pages.length < capacity) this.pages.push(this.blank());
    this.capacity = capacity;
  }

  copy(pages: readonly { from: PageId; to: PageId }[]): void {
    for (const { from, to } of pages) this.pages[to] = this.pages[from]!.slice();
  }

  move(moves: readonly SlotMove[]): void {
    for (const { from, to } of moves)
      for (const part of [0, pageSlots]) {
        const source = this.pages[from.page]!.slice(this.at(part + from.slot), this.at(part + from.slot + 1));
        this.pages[to.page]!.set(source, this.at(part + to.slot));
      }
  }

  write({ page, slot }: { page: PageId; slot: number }, key: Float32Array, value: Float32Array): void {
    this.pages[page]!.set(key, this.at(slot));
    this.pages[page]!.set(value, this.at(pageSlots + slot));
  }

  read(pages: readonly { page: PageId; slots: number }[]) {
    const part = (start: number) =>
      Float32Array.from(
        pages.flatMap(({ page, slots }) => [...this.pages[page]!.slice(this.at(start), this.at(start + slots))]),
      );
    return Promise.resolve({ keys: part(0), values: part(pageSlots) });
  }

  shrink(capacity: number, moved: readonly { from: PageId; to: PageId }[]): void {
    const before = this.pages;
    this.pages = before.slice(0, capacity);
    for (const { from, to } of moved) this.pages[to] = before[from]!;
    this.capacity = capacity;
  }

  private at(slot: number): number {
    return slot * this.headDim;
  }

  private blank(): Float32Array {
    return new Float32Array(2 * pageSlots * this.headDim).fill(NaN);
  }
}
