import type { PageId, PageMemory, SlotMove } from '../../cache/pages';
import { pageSlots } from '../../cache/pages';
import type { Arena } from './arena';
import type { Address } from './kernels';
import { headPlaces, type Layout } from './layout';

/** Bytes by which page memory grows at least. */
const chunkBytes = 1 << 18;

/**
 * The cache's pages in the kernels' memory. As assembly/page.ts says: keys lie across, [head][16 slots], then values in panels,
 * [head/16][16 slots][16], both padded. Grows only.
 */
export class WasmPages implements PageMemory {
  readonly pageBytes: number;
  /** [page] */
  private readonly addresses: Address[] = [];
  private readonly chunk: number;
  /** Where a slot's key and value i are in its page, in floats from those of slot 0. */
  private readonly places: { key: number; value: number }[];

  constructor(
    private readonly arena: Arena,
    layout: Layout,
    private readonly headDim: number,
  ) {
    this.pageBytes = 2 * layout.head * pageSlots * 4;
    this.chunk = Math.ceil(chunkBytes / this.pageBytes);
    const values = layout.head * pageSlots;
    this.places = [...headPlaces(1, headDim / 2, layout.half)].map(i => ({
      key: i * pageSlots,
      value: values + Math.floor(i / 16) * pageSlots * 16 + (i % 16),
    }));
  }

  get capacity(): number {
    return this.addresses.length;
  }

  address(page: PageId): Address {
    return this.addresses[page]!;
  }

  grow(capacity: number): void {
    const more = Math.max(capacity - this.capacity, this.chunk);
    const start = this.arena.allocate(more * this.pageBytes);
    for (let i = 0; i < more; i++) this.addresses.push(start + i * this.pageBytes);
  }

  copy(pages: readonly { from: PageId; to: PageId }[]): void {
    for (const { from, to } of pages) this.arena.copy(this.address(to), this.address(from), this.pageBytes);
  }

  move(moves: readonly SlotMove[]): void {
    for (const { from, to } of moves) {
      const source = this.page(from.page);
      const target = this.page(to.page);
      for (const { key, value } of this.places) {
        target[key + to.slot] = source[key + from.slot]!;
        target[value + to.slot * 16] = source[value + from.slot * 16]!;
      }
    }
  }

  write({ page, slot }: { page: PageId; slot: number }, key: Float32Array, value: Float32Array): void {
    const target = this.page(page);
    this.places.forEach((place, i) => {
      target[place.key + slot] = key[i]!;
      target[place.value + slot * 16] = value[i]!;
    });
  }

  async read(pages: readonly { page: PageId; slots: number }[]): Promise<{ keys: Float32Array; values: Float32Array }> {
    const size = pages.reduce((sum, { slots }) => sum + slots, 0) * this.headDim;
    const [keys, values] = [new Float32Array(size), new Float32Array(size)];
    let at = 0;
    for (const { page, slots } of pages) {
      const source = this.page(page);
      for (let slot = 0; slot < slots; slot++)
        for (const { key, value } of this.places) {
          keys[at] = source[key + slot]!;
          values[at++] = source[value + slot * 16]!;
        }
    }
    return { keys, values };
  }

  private page(page: PageId): Float32Array {
    return this.arena.floats(this.address(page), this.pageBytes / 4);
  }
}
