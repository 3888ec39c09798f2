import type { SequenceId } from '../../cache/contract';
import { PagedCache } from '../../cache/paged';
import type { PagedSequence } from '../../cache/paged';
import type { ModelConfig } from '../../config';
import { type Arena, GrowableBuffer } from './arena';
import type { Address } from './kernels';
import type { WasmPages } from './page-memory';

/** A sequence's slots as the kernels find them. */
export interface PageTable {
  /** Slots of each head before the pass: [layer * kvHeads + head] uint32. */
  lengths: Address;
  /** Addresses of each head's pages: [layer * kvHeads + head][most pages of a head] uint32. */
  lists: Address;
  /** Bytes from list to list. */
  listBytes: number;
  /** Largest of the lengths. */
  longest: number;
}

/** The tables of sequences that were in a pass. A sequence's lists are written anew only when its pages changed. */
export class PageTables {
  private readonly tables = new Map<SequenceId, PageTable & { buffer: GrowableBuffer; version: number }>();
  private readonly freeBuffers: GrowableBuffer[] = [];

  constructor(
    private readonly arena: Arena,
    private readonly pages: WasmPages,
  ) {}

  /** The sequence's table, brought up to date. @throws Failure `too-large` */
  of(id: SequenceId, sequence: PagedSequence): PageTable {
    let table = this.tables.get(id);
    if (!table) {
      const buffer = this.freeBuffers.pop() ?? new GrowableBuffer(this.arena);
      table = { lengths: 0, lists: 0, listBytes: 0, longest: 0, buffer, version: -1 };
      this.tables.set(id, table);
    }
    const { heads, version } = sequence;
    if (table.version !== version) {
      const most = heads.reduce((longest, { pages }) => Math.max(longest, pages.length), 0);
      table.lengths = table.buffer.ensure(heads.length * (1 + most) * 4);
      table.lists = table.lengths + heads.length * 4;
      table.listBytes = most * 4;
      const words = this.arena.words(table.lists, heads.length * most);
      heads.forEach(({ pages }, index) =>
        pages.forEach((page, i) => (words[index * most + i] = this.pages.address(page))),
      );
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

  /** The sequence is released: its table is free for another. */
  release(id: SequenceId): void {
    const table = this.tables.get(id);
    if (!table) return;
    this.tables.delete(id);
    this.freeBuffers.push(table.buffer);
  }
}

/** The paged cache, whose released sequences give their page tables back too. */
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
