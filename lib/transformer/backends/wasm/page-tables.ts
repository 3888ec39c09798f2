import type { SequenceId } from '../../cache/contract';
import type { HeadSlots } from '../../cache/head';
import type { PagedSequence } from '../../cache/paged';
import { PagedCache } from '../../cache/paged';
import { noPage } from '../../cache/pages';
import type { ModelConfig } from '../../config';
import { type Arena, GrowableBuffer } from './arena';
import type { Address } from './kernels';
import type { WasmPages } from './page-memory';
import type { WasmQuantisedPages } from './quantised-pages';

/** The slots of a sequence in the form that the kernels read. */
export interface PageTable {
  /** Number of slots of each head before the pass: [layer * kvHeads + head] uint32. */
  lengths: Address;
  /** Addresses of the pages of each head: [layer * kvHeads + head][largest page count] uint32. */
  lists: Address;
  /** As `lists`, two addresses for each quantised page: keys, values. 0 where the sequence has no format. */
  quantised: Address;
  /** Bytes between two lists. */
  listBytes: number;
  /** The largest of the lengths. */
  longest: number;
}

/**
 * The page tables of the sequences that took part in a pass. Rewrites the lists of a sequence only when its pages
 * changed.
 */
export class PageTables {
  private readonly tables = new Map<SequenceId, PageTable & { buffer: GrowableBuffer; version: number }>();
  private readonly freeBuffers: GrowableBuffer[] = [];

  constructor(
    private readonly arena: Arena,
    private readonly pages: WasmPages,
  ) {}

  /**
   * Returns the up-to-date table of a sequence.
   * @throws Failure `too-large`
   */
  of(id: SequenceId, sequence: PagedSequence): PageTable {
    let table = this.tables.get(id);
    if (!table) {
      const buffer = this.freeBuffers.pop() ?? new GrowableBuffer(this.arena);
      table = { lengths: 0, lists: 0, quantised: 0, listBytes: 0, longest: 0, buffer, version: -1 };
      this.tables.set(id, table);
    }
    const { heads, version } = sequence;
    if (table.version !== version) {
      const most = heads.reduce((longest, { pages }) => Math.max(longest, pages.length), 0);
      const isQuantised = heads.some(({ store }) => store);
      table.lengths = table.buffer.ensure(heads.length * (1 + (isQuantised ? 3 : 1) * most) * 4);
      table.lists = table.lengths + heads.length * 4;
      table.listBytes = most * 4;
      table.quantised = isQuantised ? table.lists + heads.length * table.listBytes : 0;
      const words = this.arena.words(table.lists, heads.length * most);
      heads.forEach(({ pages }, index) =>
        pages.forEach((page, i) => (words[index * most + i] = page === noPage ? 0 : this.pages.address(page))),
      );
      if (isQuantised) this.writeQuantised(heads, this.arena.words(table.quantised, heads.length * 2 * most), most);
      table.version = version;
    }
    const lengths = this.arena.words(table.lengths, heads.length);
    table.longest = 0;
    for (let index = 0; index < heads.length; index++) {
      const { length } = heads[index]!;
      lengths[index] = length;
      if (length > table.longest) table.longest = length;
    }
    return table;
  }

  private writeQuantised(heads: readonly HeadSlots[], words: Uint32Array, most: number): void {
    heads.forEach(({ quantised, store }, index) => {
      // The stores of this backend's cache are those of its memory.
      const pages = store?.pages as WasmQuantisedPages | undefined;
      quantised.forEach((page, i) => pages?.writeAddresses(page, words, 2 * (index * most + i)));
    });
  }

  /** Frees the table of a released sequence for reuse. */
  release(id: SequenceId): void {
    const table = this.tables.get(id);
    if (!table) return;
    this.tables.delete(id);
    this.freeBuffers.push(table.buffer);
  }
}

/** A paged cache that also releases the page table of a released sequence. */
export class WasmCache extends PagedCache {
  constructor(
    config: ModelConfig,
    pages: WasmPages,
    private readonly tables: PageTables,
  ) {
    super(config, pages);
  }

  override release(sequence: SequenceId): void {
    this.tables.release(sequence);
    super.release(sequence);
  }
}
