import type { SequenceId } from '../../cache/contract';
import type { PagedSequence } from '../../cache/paged';
import type { Gpu } from './device';
import type { Layout } from './layout';

const powerOfTwo = (least: number): number => 2 ** Math.ceil(Math.log2(Math.max(1, least)));

/**
 * The lengths and page tables of sequences on the GPU. Each sequence has an entry and keeps it until another sequence
 * needs it. A table is uploaded only when the pages of its sequence changed; the lengths are a few bytes and are
 * uploaded for every pass. Where a sequence has quantised pages, the second half of a list holds those.
 */
export class PageTable {
  /** Increases when the buffer is replaced. */
  generation = 0;
  buffer: GPUBuffer;
  /** Where the tables begin, in words, and the capacity of a list in pages. */
  tables = 0;
  tablePages = 0;
  private entries: ({ id: SequenceId; version: number } | null)[] = [];
  private lengths = new Uint32Array();

  constructor(
    private readonly gpu: Gpu,
    private readonly layout: Layout,
  ) {
    this.buffer = this.allocate(0);
  }

  /**
   * Assigns entries to distinct sequences and brings them up to date. Returns the entries in the order of the
   * sequences.
   * @throws Failure `too-large`
   */
  assign(ids: readonly SequenceId[], sequences: readonly PagedSequence[]): number[] {
    const pages = Math.max(
      ...sequences.map(({ heads }) => Math.max(...heads.map(head => head.pages.length * (head.store ? 2 : 1)))),
    );
    if (ids.length > this.entries.length || pages > this.tablePages) this.resize(ids.length, pages);
    const chosen = this.chooseEntries(ids);
    sequences.forEach((sequence, i) => {
      const entry = chosen[i]!;
      this.lengths.set(sequence.heads.map(head => head.length), entry * this.layout.lists); // prettier-ignore
      const known = this.entries[entry];
      if (known?.id === ids[i] && known?.version === sequence.version) return;
      this.entries[entry] = { id: ids[i]!, version: sequence.version };
      this.uploadTable(entry, sequence);
    });
    this.gpu.device.queue.writeBuffer(this.buffer, 0, this.lengths as Uint32Array<ArrayBuffer>);
    return chosen;
  }

  destroy(): void {
    this.buffer.destroy();
  }

  private chooseEntries(ids: readonly SequenceId[]): number[] {
    const wanted = new Set(ids);
    const assigned = new Map<SequenceId, number>();
    const free: number[] = [];
    this.entries.forEach((entry, i) => (entry && wanted.has(entry.id) ? assigned.set(entry.id, i) : free.push(i)));
    return ids.map(id => assigned.get(id) ?? free.shift()!);
  }

  private uploadTable(entry: number, { heads }: PagedSequence): void {
    const { lists } = this.layout;
    const table = new Uint32Array(lists * this.tablePages);
    heads.forEach((head, list) => {
      table.set(head.pages, list * this.tablePages);
      table.set(head.quantised, (list + 0.5) * this.tablePages);
    });
    const offset = this.tables + entry * lists * this.tablePages;
    this.gpu.device.queue.writeBuffer(this.buffer, offset * 4, table);
  }

  private resize(entries: number, pages: number): void {
    const count = powerOfTwo(Math.max(entries, this.entries.length));
    this.tablePages = powerOfTwo(Math.max(pages, this.tablePages, 4));
    this.tables = count * this.layout.lists;
    const buffer = this.allocate(this.tables * (1 + this.tablePages));
    this.buffer.destroy();
    this.buffer = buffer;
    this.generation++;
    this.entries = new Array<null>(count).fill(null);
    this.lengths = new Uint32Array(this.tables);
  }

  private allocate(words: number): GPUBuffer {
    return this.gpu.allocate('Page tables', words * 4, GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST);
  }
}
