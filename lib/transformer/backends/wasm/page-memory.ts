import type { PageId, PageMemory, SlotMove } from '../../cache/pages';
import { pageSlots } from '../../cache/pages';
import type { Arena } from './arena';
import type { Address } from './kernels';
import { headIndices, type Layout } from './layout';

/** Pages by which the memory grows. */
const chunkPages = 64;

/**
 * The cache's pages in the kernels' memory: the keys of a chunk of pages, then their values, so that a prompt's keys are one stream, and so
 * are its values. As assembly/page.ts says, a page's keys lie across, [head][16 slots], its values in panels, [head/16][16 slots][16]; heads
 * are padded. Grows only.
 */
export class WasmPages implements PageMemory {
  readonly pageBytes: number;
  /** Bytes from a page's keys to its values. */
  readonly valueOffset: number;
  /** [chunk] */
  private readonly chunks: Address[] = [];
  /** Of a page, and as many of its values. */
  private readonly keyBytes: number;
  /** Where value i of a key and of a value is, in floats from the page's first for slot 0. */
  private readonly indices: { key: number; value: number }[];

  constructor(
    private readonly arena: Arena,
    layout: Layout,
    private readonly headDim: number,
  ) {
    this.keyBytes = layout.head * pageSlots * 4;
    this.pageBytes = 2 * this.keyBytes;
    this.valueOffset = chunkPages * this.keyBytes;
    this.indices = [...headIndices(1, headDim / 2, layout.half)].map(i => ({
      key: i * pageSlots,
      value: Math.floor(i / 16) * pageSlots * 16 + (i % 16),
    }));
  }

  get capacity(): number {
    return this.chunks.length * chunkPages;
  }

  /** Of the page's keys. */
  address(page: PageId): Address {
    return this.chunks[Math.floor(page / chunkPages)]! + (page % chunkPages) * this.keyBytes;
  }

  grow(capacity: number): void {
    while (this.capacity < capacity) this.chunks.push(this.arena.allocate(chunkPages * this.pageBytes));
  }

  copy(pages: readonly { from: PageId; to: PageId }[]): void {
    for (const { from, to } of pages)
      for (const offset of [0, this.valueOffset])
        this.arena.copy(this.address(to) + offset, this.address(from) + offset, this.keyBytes);
  }

  move(moves: readonly SlotMove[]): void {
    for (const { from, to } of moves) {
      const source = this.page(from.page);
      const target = this.page(to.page);
      for (const { key, value } of this.indices) {
        target.keys[key + to.slot] = source.keys[key + from.slot]!;
        target.values[value + to.slot * 16] = source.values[value + from.slot * 16]!;
      }
    }
  }

  write({ page, slot }: { page: PageId; slot: number }, key: Float32Array, value: Float32Array): void {
    const target = this.page(page);
    this.indices.forEach((index, i) => {
      target.keys[index.key + slot] = key[i]!;
      target.values[index.value + slot * 16] = value[i]!;
    });
  }

  async read(pages: readonly { page: PageId; slots: number }[]): Promise<{ keys: Float32Array; values: Float32Array }> {
    const size = pages.reduce((sum, { slots }) => sum + slots, 0) * this.headDim;
    const [keys, values] = [new Float32Array(size), new Float32Array(size)];
    let at = 0;
    for (const { page, slots } of pages) {
      const source = this.page(page);
      for (let slot = 0; slot < slots; slot++)
        for (const { key, value } of this.indices) {
          keys[at] = source.keys[key + slot]!;
          values[at++] = source.values[value + slot * 16]!;
        }
    }
    return { keys, values };
  }

  private page(page: PageId): { keys: Float32Array; values: Float32Array } {
    const [address, floats] = [this.address(page), this.keyBytes / 4];
    return { keys: this.arena.floats(address, floats), values: this.arena.floats(address + this.valueOffset, floats) };
  }
}
