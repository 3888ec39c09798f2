import type { PageFormat } from './format';

/** Index of a page in a memory of a backend. */
export type PageId = number;

/** Stands where a list of pages has no page. */
export const noPage: PageId = -1;

/**
 * Slots per page: small, so that a short list wastes little memory, but large enough for a kernel to vectorise over.
 */
export const pageSlots = 16;

/** Moves the content of one slot from `from` to `to`. */
export interface SlotMove {
  from: { page: PageId; slot: number };
  to: { page: PageId; slot: number };
}

/** The keys and values of slots, [slot][headDim] each. */
export interface SlotContents {
  keys: Float32Array;
  values: Float32Array;
}

/** Pages of one size. Calls take effect in order, also relative to passes. */
export interface PageStorage {
  /** Number of allocated pages. */
  readonly capacity: number;
  readonly pageBytes: number;
  /**
   * Grows to at least `capacity` pages and keeps the content of all pages.
   * @throws Failure `too-large`
   */
  grow(capacity: number): void;
  /**
   * Reads the keys and values of the first `slots` slots of each page, one page after another, as float32.
   */
  read(pages: readonly { page: PageId; slots: number }[]): Promise<SlotContents>;
  /**
   * Moves pages, then frees the memory beyond `capacity`. Absent where memory cannot shrink (WebAssembly): free pages
   * are reused then, but stay reserved.
   */
  shrink?(capacity: number, moved: readonly { from: PageId; to: PageId }[]): void;
}

/**
 * The float32 pages of a backend. A page holds {@link pageSlots} slots of one KV head of one layer of one sequence:
 * keys, then values, each [slot][headDim].
 */
export interface PageMemory extends PageStorage {
  /** Copies whole pages. */
  copy(pages: readonly { from: PageId; to: PageId }[]): void;
  /** No slot is both read and written in one call. */
  move(moves: readonly SlotMove[]): void;
  write(at: { page: PageId; slot: number }, key: Float32Array, value: Float32Array): void;
  /** The pages of a format, empty at first. Called once for each format that a sequence is opened with. */
  quantised(format: PageFormat): QuantisedPages;
}

/** Full pages in one format; `./quantise` defines what is stored. A page is written as a whole. */
export interface QuantisedPages extends PageStorage {
  /** Writes pages of this memory from float32 pages. */
  quantise(pages: readonly { from: PageId; to: PageId }[]): void;
  /** Writes float32 pages from pages of this memory. */
  dequantise(pages: readonly { from: PageId; to: PageId }[]): void;
}

/** Allocates pages and counts the references to each. */
export class PagePool {
  private readonly referenceCounts: number[] = [];
  private readonly freePages: PageId[] = [];
  private usedCount = 0;

  constructor(private readonly memory: PageStorage) {}

  /** Bytes of the pages with at least one reference, and of all allocated pages. */
  bytes(): { held: number; reserved: number } {
    const { pageBytes, capacity } = this.memory;
    return { held: this.usedCount * pageBytes, reserved: capacity * pageBytes };
  }

  /** @throws Failure `too-large` when the memory cannot grow */
  allocate(): PageId {
    let page = this.freePages.pop();
    if (page === undefined) {
      page = this.referenceCounts.length;
      if (page >= this.memory.capacity) this.memory.grow(Math.max(page + 1, Math.ceil(this.memory.capacity * 1.5)));
    }
    this.referenceCounts[page] = 1;
    this.usedCount++;
    return page;
  }

  retain(page: PageId): PageId {
    this.referenceCounts[page]!++;
    return page;
  }

  isShared(page: PageId): boolean {
    return this.referenceCounts[page]! > 1;
  }

  release(page: PageId): void {
    if (--this.referenceCounts[page]! > 0) return;
    this.freePages.push(page);
    this.usedCount--;
  }

  /**
   * Moves the used pages to the front and frees the rest of the memory except for `slack` pages. Returns the new page
   * ids, or null where too little would be gained or the memory cannot shrink.
   */
  compact(spare: number): Map<PageId, PageId> | null {
    const capacity = this.usedCount + spare;
    if (!this.memory.shrink || capacity * 2 > this.memory.capacity) return null;
    const moved = new Map<PageId, PageId>();
    const counts: number[] = [];
    this.referenceCounts.forEach((count, page) => {
      if (count === 0) return;
      if (counts.length !== page) moved.set(page, counts.length);
      counts.push(count);
    });
    this.memory.shrink(
      capacity,
      [...moved].map(([from, to]) => ({ from, to })),
    );
    this.referenceCounts.splice(0, Infinity, ...counts);
    this.freePages.length = 0;
    return moved;
  }
}
