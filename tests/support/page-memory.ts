import type { PageFormat } from '@/lib/transformer/cache/format';
import { pageBytes } from '@/lib/transformer/cache/format';
import type { PageId, PageMemory, QuantisedPages, SlotMove } from '@/lib/transformer/cache/pages';
import { pageSlots } from '@/lib/transformer/cache/pages';
import { restorePage, type StoredPage, storePage } from '@/lib/transformer/cache/quantise';

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

  quantised(format: PageFormat): QuantisedPages {
    return new ArrayQuantisedPages(format, this.headDim, this);
  }

  /** The keys and values of a whole page. */
  page(page: PageId): { keys: Float32Array; values: Float32Array } {
    const content = this.pages[page]!;
    return { keys: content.slice(0, this.at(pageSlots)), values: content.slice(this.at(pageSlots)) };
  }

  private at(slot: number): number {
    return slot * this.headDim;
  }

  private blank(): Float32Array {
    return new Float32Array(2 * pageSlots * this.headDim).fill(NaN);
  }
}

/** Quantised pages as the definition stores them. */
class ArrayQuantisedPages implements QuantisedPages {
  capacity = 0;
  private pages: (StoredPage | undefined)[] = [];

  constructor(
    private readonly format: PageFormat,
    private readonly headDim: number,
    private readonly full: ArrayPages,
  ) {}

  get pageBytes(): number {
    return pageBytes(this.format, this.headDim);
  }

  grow(capacity: number): void {
    this.capacity = this.pages.length = capacity;
  }

  shrink(capacity: number, moved: readonly { from: PageId; to: PageId }[]): void {
    const before = this.pages;
    this.pages = before.slice(0, capacity);
    for (const { from, to } of moved) this.pages[to] = before[from];
    this.capacity = capacity;
  }

  quantise(pages: readonly { from: PageId; to: PageId }[]): void {
    for (const { from, to } of pages) {
      const { keys, values } = this.full.page(from);
      this.pages[to] = storePage(this.format, this.headDim, keys, values);
    }
  }

  dequantise(pages: readonly { from: PageId; to: PageId }[]): void {
    for (const { from, to } of pages) {
      const { keys, values } = this.restored(from);
      for (let slot = 0; slot < pageSlots; slot++) {
        const [begin, end] = [slot * this.headDim, (slot + 1) * this.headDim];
        this.full.write({ page: to, slot }, keys.subarray(begin, end), values.subarray(begin, end));
      }
    }
  }

  read(pages: readonly { page: PageId; slots: number }[]) {
    const parts = pages.map(({ page, slots }) => {
      const { keys, values } = this.restored(page);
      return { keys: keys.subarray(0, slots * this.headDim), values: values.subarray(0, slots * this.headDim) };
    });
    const join = (name: 'keys' | 'values') => Float32Array.from(parts.flatMap(part => [...part[name]]));
    return Promise.resolve({ keys: join('keys'), values: join('values') });
  }

  private restored(page: PageId) {
    return restorePage(this.format, this.headDim, this.pages[page]!);
  }
}
