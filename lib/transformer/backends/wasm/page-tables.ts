import type { SequenceId } from '../../cache/contract';
import type { PagedSequence } from '../../cache/paged';
import { type Arena, Room } from './arena';
import type { Address } from './kernels';
import type { WasmPages } from './page-memory';

/** A sequence's pages as the kernels find them: a list of addresses for each head, of one size. */
export interface PageTable {
  /** [layer * kvHeads + head][pages of the longest head] uint32. */
  address: Address;
  /** Bytes from head to head. */
  headBytes: number;
}

/** The tables of sequences that were in a pass. One is written anew only when its sequence's pages changed. */
export class PageTables {
  private readonly tables = new Map<SequenceId, PageTable & { room: Room; version: number }>();
  private readonly spare: Room[] = [];

  constructor(
    private readonly arena: Arena,
    private readonly pages: WasmPages,
  ) {}

  /** @throws Failure `too-large` */
  of(id: SequenceId, sequence: PagedSequence): PageTable {
    let table = this.tables.get(id);
    if (!table) {
      table = { address: 0, headBytes: 0, room: this.spare.pop() ?? new Room(this.arena), version: -1 };
      this.tables.set(id, table);
    }
    if (table.version === sequence.version) return table;
    const most = sequence.heads.reduce((longest, { pages }) => Math.max(longest, pages.length), 0);
    table.headBytes = most * 4;
    table.address = table.room.atLeast(sequence.heads.length * table.headBytes);
    const words = this.arena.words(table.address, sequence.heads.length * most);
    sequence.heads.forEach((head, index) =>
      head.pages.forEach((page, i) => (words[index * most + i] = this.pages.address(page))),
    );
    table.version = sequence.version;
    return table;
  }

  /** The sequence is released: its table is free for another. */
  forget(id: SequenceId): void {
    const table = this.tables.get(id);
    if (!table) return;
    this.tables.delete(id);
    this.spare.push(table.room);
  }
}
