/** Index of a page in the memory of a backend. */
export type PageId = number;

/**
 * Slots per page: small, so that a short list wastes little memory, but large enough for a kernel to vectorise over.
 */
export const pageSlots = 16;

/** Moves the content of one slot from `from` to `to`. */
export interface SlotMove {
  from: { page: PageId; slot: number };
  to: { page: PageId; slot: number };
}

/**
 * The page storage of a backend. A page holds {@link pageSlots} slots of one KV head of one layer of one sequence:
 * keys, then values, each [slot][headDim]. Calls take effect in order, also relative to passes.
 */
export interface PageMemory {
  /** Number of allocated pages. */
  readonly capacity: number;
  readonly pageBytes: number;
  /**
   * Grows to at least `capacity` pages and keeps the content of all pages.
   * @throws Failure `too-large`
   */
  grow(capacity: number): void;
  /** Copies whole pages. */
  copy(pages: readonly { from: PageId; to: PageId }[]): void;
  /** No slot is both read and written in one call. */
  move(moves: readonly SlotMove[]): void;
  write(at: { page: PageId; slot: number }, key: Float32Array, value: Float32Array): void;
  /**
   * Reads the keys and values of the first `slots` slots of each page, one page after another: [slot][headDim] each.
   */
  read(pages: readonly { page: PageId; slots: number }[]): Promise<{ keys: Float32Array; values: Float32Array }>;
  /**
   * Moves pages, then frees the memory beyond `capacity`. Absent where memory cannot shrink (WebAssembly): free pages
   * are reused then, but stay reserved.
   */
  shrink?(capacity: number, moved: readonly { from: PageId; to: PageId }[]): void;
}

/** Allocates pages and counts the references to each. */
export class PagePool {
  private readonly referenceCounts: number[] = [];
  private readonly freePages: PageId[] = [];
  private usedCount = 0;

  constructor(private readonly memory: PageMemory) {}

  /** Number of pages with at least one reference. */
  get used(): number {
    return this.usedCount;
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
