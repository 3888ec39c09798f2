/** Index of a page in a backend's memory. */
export type PageId = number;

/** Slots of a page. Small, so that a head that keeps little holds little; large enough for a kernel to run along. */
export const pageSlots = 16;

/** One slot moves: read from `from`, written to `to`. */
export interface SlotMove {
  from: { page: PageId; slot: number };
  to: { page: PageId; slot: number };
}

/**
 * Where a backend keeps pages. A page is {@link pageSlots} slots of one KV head of one layer of one sequence: keys, then values, each
 * [slot][headDim]. Calls take effect in order, also with respect to passes.
 */
export interface PageMemory {
  /** Pages that there is room for. */
  readonly capacity: number;
  readonly pageBytes: number;
  /** Makes room for at least `capacity` pages; what pages hold stays. @throws Failure `too-large` */
  grow(capacity: number): void;
  /** Copies whole pages. */
  copy(pages: readonly { from: PageId; to: PageId }[]): void;
  /** No slot is both read and written in one call. */
  move(moves: readonly SlotMove[]): void;
  write(at: { page: PageId; slot: number }, key: Float32Array, value: Float32Array): void;
  /** Keys and values of the first `slots` slots of each page, one page after another: [slot][headDim] each. */
  read(pages: readonly { page: PageId; slots: number }[]): Promise<{ keys: Float32Array; values: Float32Array }>;
  /**
   * Gives back what is beyond `capacity`, after moving pages. Absent where memory cannot shrink (WebAssembly's): free pages are then used
   * again, but stay reserved.
   */
  shrink?(capacity: number, moved: readonly { from: PageId; to: PageId }[]): void;
}

/** Counts who holds which page. */
export class PagePool {
  private readonly referenceCounts: number[] = [];
  private readonly freePages: PageId[] = [];
  private usedCount = 0;

  constructor(private readonly memory: PageMemory) {}

  /** Pages that some sequence holds. */
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
   * Moves the used pages together to the front and gives the rest of the memory back, `slack` pages kept. Returns where pages went, or null
   * where there is nothing to gain or the memory cannot shrink.
   */
  compact(slack: number): Map<PageId, PageId> | null {
    const capacity = this.usedCount + slack;
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
