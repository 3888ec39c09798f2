import type { PageFormat } from '../../cache/format';
import type { PageId, PageMemory, SlotContents, SlotMove } from '../../cache/pages';
import { pageSlots } from '../../cache/pages';
import type { Arena } from './arena';
import type { Address } from './kernels';
import { headIndices, type Layout } from './layout';
import { WasmQuantisedPages } from './quantised-pages';

/** Number of pages by which the memory grows. */
const chunkPages = 64;

/**
 * The pages of the cache in the kernels' memory. A chunk holds the keys of all its pages, then their values, so that
 * the keys of a prompt are one stream and so are its values. As in assembly/page.ts, the keys of a page are
 * transposed, [head][16 slots], and its values are in panels, [head/16][16 slots][16]; heads are padded. The memory
 * only grows.
 */
export class WasmPages implements PageMemory {
  readonly pageBytes: number;
  /** Bytes from the keys of a page to its values. */
  readonly valueOffset: number;
  /** [chunk]: address. */
  private readonly chunks: Address[] = [];
  /** Bytes of the keys of a page; its values take as many. */
  private readonly keyBytes: number;
  /** Offset of value i of a key and of a value at slot 0, in floats from the start of the page's keys or values. */
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

  /** Address of the keys of a page. */
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

  async read(pages: readonly { page: PageId; slots: number }[]): Promise<SlotContents> {
    const size = pages.reduce((sum, { slots }) => sum + slots, 0) * this.headDim;
    const contents = { keys: new Float32Array(size), values: new Float32Array(size) };
    let at = 0;
    for (const { page, slots } of pages) {
      this.readSlots(page, slots, contents, at);
      at += slots * this.headDim;
    }
    return contents;
  }

  quantised(format: PageFormat): WasmQuantisedPages {
    return new WasmQuantisedPages(this.arena, this, format, this.headDim);
  }

  /** All slots of a page. */
  contents(page: PageId): SlotContents {
    const size = pageSlots * this.headDim;
    const contents = { keys: new Float32Array(size), values: new Float32Array(size) };
    this.readSlots(page, pageSlots, contents, 0);
    return contents;
  }

  setContents(page: PageId, { keys, values }: SlotContents): void {
    for (let slot = 0; slot < pageSlots; slot++) {
      const [from, to] = [slot * this.headDim, (slot + 1) * this.headDim];
      this.write({ page, slot }, keys.subarray(from, to), values.subarray(from, to));
    }
  }

  /** Reads the first slots of a page into `into`, from its value `at` on. */
  private readSlots(page: PageId, slots: number, into: SlotContents, at: number): void {
    const source = this.page(page);
    for (let slot = 0; slot < slots; slot++)
      for (const { key, value } of this.indices) {
        into.keys[at] = source.keys[key + slot]!;
        into.values[at++] = source.values[value + slot * 16]!;
      }
  }

  private page(page: PageId): { keys: Float32Array; values: Float32Array } {
    const [address, floats] = [this.address(page), this.keyBytes / 4];
    return { keys: this.arena.floats(address, floats), values: this.arena.floats(address + this.valueOffset, floats) };
  }
}
