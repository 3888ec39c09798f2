import type { PageFormat } from './format';
import type { HeadSlots, QuantisedStore } from './head';
import type { PageId, PageMemory, PageStorage, SlotContents } from './pages';
import { noPage, PagePool, pageSlots } from './pages';

/** A sequence as backends use it in a pass. */
export interface PagedSequence {
  position: number;
  tracksAttention: boolean;
  /** [layer * kvHeads + head]. */
  heads: HeadSlots[];
  /** Increases when the page list of a head changes, which invalidates data that a backend derived from it. */
  version: number;
}

type Copies = { from: PageId; to: PageId }[];

/** What the memories must do before slots can be written: collected, and then done with one call for each memory. */
interface Changes {
  copies: Copies;
  dequantised: Map<QuantisedStore, Copies>;
}

/** Free pages to keep when memory shrinks, so that the next sequence need not allocate at once. */
const sparePages = 64;

/**
 * The pages behind the slots of heads. A page that forks share is copied before it changes, and a quantised page
 * becomes a float32 page before it changes. Outside of passes, exactly the full pages of a head with a store are
 * quantised.
 */
export class HeadPages {
  private readonly pool: PagePool;
  /** By the text of the format. */
  private readonly stores = new Map<string, QuantisedStore>();

  constructor(private readonly memory: PageMemory) {
    this.pool = new PagePool(memory);
  }

  /** The pages of a format; null for float32. */
  store(format: PageFormat | null): QuantisedStore | null {
    if (!format) return null;
    const key = JSON.stringify(format);
    let store = this.stores.get(key);
    if (!store) {
      const pages = this.memory.quantised(format);
      this.stores.set(key, (store = { pages, pool: new PagePool(pages) }));
    }
    return store;
  }

  /** Gives a copy of a head's bookkeeping the pages of its slots, which both share from then on. */
  share(source: HeadSlots, copy: HeadSlots): void {
    copy.pages = source.pages.slice(0, copy.pagesNeeded).map(page => (page === noPage ? page : this.pool.retain(page)));
    const { store } = source;
    if (!store) return;
    copy.quantised = source.quantised.slice(0, copy.fullPages).map(page => store.pool.retain(page));
    const last = copy.pages.length - 1;
    if (copy.pages[last] !== noPage || copy.fullPages > last) return;
    // A beginning that ends within a quantised page: its slots can be appended to.
    const page = this.pool.allocate();
    copy.pages[last] = page;
    store.pages.dequantise([{ from: source.quantised[last] ?? noPage, to: page }]);
  }

  release(head: HeadSlots): void {
    for (const page of head.pages) if (page !== noPage) this.pool.release(page);
    for (const page of head.quantised) if (page !== noPage) head.store?.pool.release(page);
  }

  /**
   * Ensures float32 pages for `count` more slots of every head; copies the first of them if it is shared. `inPass`
   * also reserves the quantised pages that a pass fills.
   * @throws Failure `too-large`
   */
  extend(
    sequences: readonly { sequence: PagedSequence; heads: readonly HeadSlots[]; count: number }[],
    inPass: boolean,
  ) {
    this.perform(changes => {
      for (const { sequence, heads, count } of sequences)
        for (const head of heads) {
          if (head.length % pageSlots > 0) this.makeOwn(sequence, head, [head.length], changes);
          const end = head.length + count;
          const needed = Math.ceil(end / pageSlots);
          if (head.pages.length < needed) sequence.version++;
          while (head.pages.length < needed) head.pages.push(this.pool.allocate());
          if (!inPass || !head.store) continue;
          const full = Math.floor(end / pageSlots);
          if (head.quantised.length < full) sequence.version++;
          while (head.quantised.length < full) head.quantised.push(head.store.pool.allocate());
        }
    });
  }

  /** Frees the float32 copies of the pages that a pass has filled and quantised. */
  endPass(sequence: PagedSequence, head: HeadSlots, firstPage: number): void {
    if (!head.store) return;
    for (let index = firstPage; index < head.fullPages; index++) {
      this.pool.release(head.pages[index]!);
      head.pages[index] = noPage;
      sequence.version++;
    }
  }

  /**
   * Runs work on a head whose slots `written` can be written and whose slots `read` can be moved: their pages are
   * float32, and those of `written` belong to this head alone. Afterwards the full ones are quantised.
   * @throws Failure `too-large` before any work
   */
  change(
    sequence: PagedSequence,
    head: HeadSlots,
    { written, read }: { written: readonly number[]; read: readonly number[] },
    work: () => void,
  ): void {
    this.dropReserved(head);
    try {
      this.perform(changes => {
        this.makeOwn(sequence, head, written, changes);
        const isQuantised = (slot: number) => head.pages[Math.floor(slot / pageSlots)] === noPage;
        this.makeOwn(sequence, head, read.filter(isQuantised), changes); // prettier-ignore
      });
      work();
    } finally {
      this.settle(sequence, head, [...written, ...read]);
    }
  }

  /** Copies the pages of a head that other sequences share, for a model that may fill any slot again. @throws Failure `too-large` */
  own(sequence: PagedSequence, head: HeadSlots): void {
    const slots = head.pages.map((_, page) => page * pageSlots);
    this.perform(changes => this.makeOwn(sequence, head, slots, changes));
  }

  /** Frees quantised pages that were reserved for a pass that failed. Call it before the slots change otherwise. */
  dropReserved(head: HeadSlots): void {
    for (const page of head.quantised.splice(head.fullPages)) head.store?.pool.release(page);
  }

  /** Frees the pages beyond the last slot. Then quantises the full ones among the pages of these slots. */
  settle(sequence: PagedSequence, head: HeadSlots, slots: readonly number[]): void {
    const unused = head.pages.splice(head.pagesNeeded);
    for (const page of unused) if (page !== noPage) this.pool.release(page);
    if (unused.length > 0) sequence.version++;
    const { store } = head;
    if (!store) return;
    for (const page of head.quantised.splice(head.pagesNeeded)) if (page !== noPage) store.pool.release(page);
    // The last page may have become one that is not full.
    if (head.pages[head.fullPages] === noPage)
      this.perform(changes => this.makeOwn(sequence, head, [head.length - 1], changes));
    head.quantised.length = head.fullPages;
    const filled: Copies = [];
    for (const index of new Set(slots.map(slot => Math.floor(slot / pageSlots)))) {
      const page = head.pages[index];
      if (index >= head.fullPages || page === undefined || page === noPage) continue;
      const to = store.pool.allocate();
      filled.push({ from: page, to });
      head.quantised[index] = to;
      head.pages[index] = noPage;
    }
    if (filled.length === 0) return;
    sequence.version++;
    store.pages.quantise(filled);
    for (const { from } of filled) this.pool.release(from);
  }

  /** Reads all slots of heads, one head after another. */
  async read(heads: readonly HeadSlots[], headDim: number): Promise<SlotContents> {
    const lists = new Map<PageStorage, { page: PageId; slots: number; at: number }[]>();
    let at = 0;
    for (const head of heads)
      for (let index = 0; index < head.pagesNeeded; index++) {
        const page = head.pages[index]!;
        const isQuantised = page === noPage && head.store;
        const memory = isQuantised ? head.store!.pages : this.memory;
        const slots = Math.min(pageSlots, head.length - index * pageSlots);
        const list = lists.get(memory) ?? [];
        list.push({ page: isQuantised ? head.quantised[index]! : page, slots, at });
        lists.set(memory, list);
        at += slots;
      }
    const keys = new Float32Array(at * headDim);
    const values = new Float32Array(at * headDim);
    // All memories are asked before any answers, so that the contents are of one moment.
    const parts = await Promise.all([...lists].map(async ([memory, list]) => ({ list, ...(await memory.read(list)) })));
    for (const part of parts) {
      let from = 0;
      for (const { slots, at } of part.list) {
        const to = from + slots * headDim;
        keys.set(part.keys.subarray(from, to), at * headDim);
        values.set(part.values.subarray(from, to), at * headDim);
        from = to;
      }
    }
    return { keys, values };
  }

  bytes(): { held: number; reserved: number } {
    const each = [this.pool, ...[...this.stores.values()].map(({ pool }) => pool)].map(pool => pool.bytes());
    return {
      held: each.reduce((sum, { held }) => sum + held, 0),
      reserved: each.reduce((sum, { reserved }) => sum + reserved, 0),
    };
  }

  /** Gives memory back where much of it is free. */
  compact(sequences: Iterable<PagedSequence>): void {
    const all = [...sequences];
    const moved = this.pool.compact(sparePages);
    const renumber = (pages: readonly PageId[], to: ReadonlyMap<PageId, PageId>) =>
      pages.map(page => to.get(page) ?? page);
    for (const sequence of moved ? all : []) {
      for (const head of sequence.heads) head.pages = renumber(head.pages, moved!);
      sequence.version++;
    }
    for (const store of this.stores.values()) {
      const moved = store.pool.compact(sparePages);
      for (const sequence of moved ? all : []) {
        for (const head of sequence.heads) if (head.store === store) head.quantised = renumber(head.quantised, moved!);
        sequence.version++;
      }
    }
  }

  private perform(work: (changes: Changes) => void): void {
    const changes: Changes = { copies: [], dequantised: new Map() };
    try {
      work(changes);
    } finally {
      if (changes.copies.length > 0) this.memory.copy(changes.copies);
      for (const [store, pages] of changes.dequantised) store.pages.dequantise(pages);
    }
  }

  private makeOwn(sequence: PagedSequence, head: HeadSlots, slots: readonly number[], changes: Changes): void {
    for (const index of new Set(slots.map(slot => Math.floor(slot / pageSlots)))) {
      const page = head.pages[index]!;
      const { store } = head;
      if (page === noPage && store) {
        const from = head.quantised[index]!;
        const to = this.pool.allocate();
        const pages = changes.dequantised.get(store) ?? [];
        pages.push({ from, to });
        changes.dequantised.set(store, pages);
        // Its content stays until the next page is allocated.
        store.pool.release(from);
        head.quantised[index] = noPage;
        head.pages[index] = to;
      } else {
        if (!this.pool.isShared(page)) continue;
        const to = this.pool.allocate();
        changes.copies.push({ from: page, to });
        this.pool.release(page);
        head.pages[index] = to;
      }
      sequence.version++;
    }
  }
}
