import { Failure } from '@/lib/ground/failure';
import type { SequenceId } from '../../contract';
import type { Address } from './kernels';
import { type Pages, pageSlots } from './pages';

export interface Sequence {
  /** Tokens in the cache. */
  length: number;
  /** Its pages in order; slot s lies in page s / 32. */
  pages: Address[];
}

/** The open sequences and their pages. */
export class Sequences {
  private readonly open = new Map<SequenceId, Sequence>();
  private opened = 0;

  constructor(
    private readonly pages: Pages,
    private readonly context: number,
  ) {}

  add(sequence: Sequence = { length: 0, pages: [] }): SequenceId {
    this.open.set(++this.opened, sequence);
    return this.opened;
  }

  get(id: SequenceId): Sequence {
    const sequence = this.open.get(id);
    if (!sequence) throw new Error(`Sequence ${id} is not open`);
    return sequence;
  }

  /** Shares the full pages, which no one writes any more, and copies the one in progress. */
  fork(id: SequenceId): SequenceId {
    const { length, pages } = this.get(id);
    const full = Math.floor(length / pageSlots);
    const used = pages.slice(0, Math.ceil(length / pageSlots));
    return this.add({
      length,
      pages: used.map((page, index) => (index < full ? this.pages.share(page) : this.pages.copy(page))),
    });
  }

  /**
   * Gives each of the (distinct) sequences pages for `count` more tokens.
   * @throws Failure `context-exceeded`, `too-large`; no sequence is longer then
   */
  reserve(sequences: readonly Sequence[], count: number): void {
    for (const { length } of sequences)
      if (length + count > this.context)
        throw new Failure('context-exceeded', `${length + count} tokens; the model reads at most ${this.context}.`);
    for (const { pages, length } of sequences)
      while (pages.length * pageSlots < length + count) pages.push(this.pages.take());
  }

  release(id: SequenceId): void {
    for (const page of this.open.get(id)?.pages ?? []) this.pages.drop(page);
    this.open.delete(id);
  }
}
