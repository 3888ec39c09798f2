import { Failure } from '@/lib/core/failure';
import type { ModelConfig } from '../config';
import type { SlotWrite } from '../learned/contract';
import { learnedMethod, openHead } from '../learned/registry';
import { ropeFrequencies } from '../rope';
import { checkFork, checkMerge, checkSlots } from './checks';
import type { HeadRef, HeadSnapshot, KvCache, SequenceId, Slot, Snapshot, SnapshotOptions } from './contract';
import { HeadSlots } from './head';
import { mergeSlots } from './merge';
import type { PageId, PageMemory } from './pages';
import { PagePool, pageSlots } from './pages';

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

/** Free pages to keep when memory shrinks, so that the next sequence need not allocate at once. */
const sparePages = 64;

/**
 * The KV cache of the backends that store it in pages. Implements all bookkeeping; a backend supplies the {@link
 * PageMemory}. Pages are copied on write: a page that forks share is copied before it changes.
 */
export class PagedCache implements KvCache {
  private readonly sequences = new Map<SequenceId, PagedSequence>();
  private readonly pool: PagePool;
  private readonly frequencies: Float64Array;
  private lastId = 0;

  constructor(
    private readonly config: ModelConfig,
    private readonly memory: PageMemory,
  ) {
    this.pool = new PagePool(memory);
    this.frequencies = ropeFrequencies(config);
  }

  open(): SequenceId {
    const { layers, kvHeads } = this.config;
    const heads = Array.from({ length: layers * kvHeads }, () => new HeadSlots(openHead(this.config.learned)));
    return this.register({ position: 0, tracksAttention: false, heads, version: 0 });
  }

  fork(sequence: SequenceId, tokens?: number): SequenceId {
    const source = this.get(sequence);
    const position = tokens ?? source.position;
    checkFork(
      source.position,
      source.heads.every(head => !head.learned && head.isSequential && head.length === source.position),
      position,
    );
    const heads = source.heads.map(head => {
      const copy = head.copy(Math.min(head.length, tokens ?? Infinity));
      copy.pages = head.pages.slice(0, copy.pagesNeeded).map(page => this.pool.retain(page));
      return copy;
    });
    return this.register({ position, tracksAttention: source.tracksAttention, heads, version: 0 });
  }

  release(sequence: SequenceId): void {
    const released = this.sequences.get(sequence);
    if (!released) return;
    for (const { pages } of released.heads) for (const page of pages) this.pool.release(page);
    this.sequences.delete(sequence);
    this.compact();
  }

  position(sequence: SequenceId): number {
    return this.get(sequence).position;
  }

  length(at: HeadRef): number {
    return this.head(at).length;
  }

  async snapshot(sequence: SequenceId, options: SnapshotOptions = {}): Promise<Snapshot> {
    const { position } = this.get(sequence);
    const { layers, kvHeads } = this.config;
    const all = () =>
      Array.from({ length: layers * kvHeads }, (_, i) => ({ layer: Math.floor(i / kvHeads), head: i % kvHeads }));
    const heads = (options.heads ?? all()).map(({ layer, head }): HeadSnapshot => {
      const slots = this.head({ sequence, layer, head });
      return {
        layer,
        head,
        length: slots.length,
        positions: Int32Array.from({ length: slots.length }, (_, slot) => slots.positionOf(slot)),
        ...(options.accumulatedAttention && {
          accumulatedAttention: Float32Array.from(
            slots.accumulatedAttention ?? new Array<number>(slots.length).fill(0),
          ),
        }),
      };
    });
    if (!options.keys && !options.values) return { position, heads };

    const pages = heads.flatMap(({ layer, head, length }) =>
      this.head({ sequence, layer, head })
        .pages.slice(0, Math.ceil(length / pageSlots))
        .map((page, index) => ({ page, slots: Math.min(pageSlots, length - index * pageSlots) })),
    );
    const { keys, values } = await this.memory.read(pages);
    let from = 0;
    for (const head of heads) {
      const to = from + head.length * this.config.headDim;
      if (options.keys) head.keys = keys.slice(from, to);
      if (options.values) head.values = values.slice(from, to);
      from = to;
    }
    return { position, heads };
  }

  append(at: HeadRef, slots: readonly Slot[]): void {
    const head = this.head(at);
    this.batchCopies(copies => this.ensurePages(this.get(at.sequence), head, slots.length, copies));
    for (const { key, value, position } of slots) {
      head.push(position, 1);
      this.memory.write(locate(head, head.length - 1), key, value);
    }
  }

  overwrite(at: HeadRef, slot: number, { key, value, position }: Slot): void {
    const head = this.head(at);
    checkSlots(head.length, [slot]);
    this.batchCopies(copies => this.copySharedPages(this.get(at.sequence), head, [slot], copies));
    head.setPosition(slot, position);
    this.memory.write(locate(head, slot), key, value);
  }

  evict(at: HeadRef, slots: readonly number[]): void {
    const head = this.head(at);
    checkSlots(head.length, slots);
    if (slots.length === 0) return;
    const sequence = this.get(at.sequence);
    const moves = head.remove(slots);
    const holes = moves.map(({ to }) => to);
    this.batchCopies(copies => this.copySharedPages(sequence, head, holes, copies));
    this.memory.move(moves.map(({ from, to }) => ({ from: locate(head, from), to: locate(head, to) })));
    for (const page of head.pages.splice(head.pagesNeeded)) this.pool.release(page);
    sequence.version++;
    this.compact();
  }

  async merge(at: HeadRef, into: number, from: readonly number[], weights: readonly number[]): Promise<void> {
    const head = this.head(at);
    checkMerge(head.length, into, from, weights);
    const members = [into, ...from];
    const { headDim } = this.config;
    const { keys, values } = await this.memory.read(head.pages.map(page => ({ page, slots: pageSlots })));
    const slots = members.map((slot): Slot => {
      const [begin, end] = [slot * headDim, (slot + 1) * headDim];
      return { key: keys.slice(begin, end), value: values.slice(begin, end), position: head.positionOf(slot) };
    });
    this.overwrite(at, into, mergeSlots(slots, weights, this.frequencies));
    if (head.accumulatedAttention)
      head.accumulatedAttention[into] = members.reduce((sum, slot) => sum + head.accumulatedAttention![slot]!, 0);
    this.evict(at, from);
  }

  trackAttention(sequence: SequenceId): void {
    const tracked = this.get(sequence);
    tracked.tracksAttention = true;
    for (const head of tracked.heads) head.accumulatedAttention ??= new Array<number>(head.length).fill(0);
  }

  tracksAttention(sequence: SequenceId): boolean {
    return this.get(sequence).tracksAttention;
  }

  accumulateAttention(at: HeadRef, weights: Float32Array, positions?: Int32Array): void {
    const head = this.head(at);
    const { accumulatedAttention } = head;
    if (!accumulatedAttention) return;
    weights.forEach((weight, slot) => {
      if (positions && head.positionOf(slot) !== positions[slot]) return;
      accumulatedAttention[slot] = (accumulatedAttention[slot] ?? 0) + weight;
    });
  }

  bytes(): { held: number; reserved: number } {
    const { pageBytes, capacity } = this.memory;
    return { held: this.pool.used * pageBytes, reserved: capacity * pageBytes };
  }

  bytesOf(sequence: SequenceId): number {
    return this.get(sequence).heads.reduce((sum, { pages }) => sum + pages.length, 0) * this.memory.pageBytes;
  }

  /** The sequence, for a pass of the backend. */
  get(sequence: SequenceId): PagedSequence {
    const found = this.sequences.get(sequence);
    if (!found) throw new Error(`Sequence ${sequence} is not open`);
    return found;
  }

  /**
   * Reserves `count` more slots in every head of each of the (distinct) sequences. After the kernels have filled
   * them, call {@link advance}.
   * @throws Failure `context-exceeded`, `too-large`; no sequence has grown then
   */
  reserve(spans: readonly { sequence: SequenceId; count: number }[]): void {
    const { context } = this.config;
    for (const { sequence, count } of spans) {
      const total = this.get(sequence).position + count;
      if (total > context)
        throw new Failure('context-exceeded', `${total} tokens; the model reads at most ${context}.`);
    }
    this.batchCopies(copies => {
      for (const { sequence, count } of spans) {
        const target = this.get(sequence);
        for (const head of target.heads) {
          // The model may fill any slot again.
          if (head.learned) this.copySharedPages(target, head, head.pages.map((_, page) => page * pageSlots), copies); // prettier-ignore
          this.ensurePages(target, head, count, copies);
        }
      }
    });
  }

  /**
   * Writes a token into a reserved slot of one head, or into the slot that it takes over, of a model that compresses its
   * own cache.
   */
  place(sequence: PagedSequence, index: number, position: number, { over, key, value }: SlotWrite): void {
    const head = sequence.heads[index]!;
    const slot = over === null ? null : head.slotOf(over);
    if (slot === null) head.push(position, 1);
    else head.fill(slot, position, learnedMethod(this.config.learned!).merges);
    this.memory.write(locate(head, slot ?? head.length - 1), key, value);
  }

  /** Appends the slots of `count` tokens that the pass has read to every head that was not filled by {@link place}. */
  advance(sequence: SequenceId, count: number): void {
    const target = this.get(sequence);
    for (const head of target.heads) {
      if (head.learned) this.releaseSurplus(target, head);
      else head.push(target.position, count);
    }
    target.position += count;
  }

  /** Frees the pages beyond that of the next slot. */
  private releaseSurplus(sequence: PagedSequence, head: HeadSlots): void {
    const surplus = head.pages.splice(Math.floor(head.length / pageSlots) + 1);
    if (surplus.length === 0) return;
    sequence.version++;
    for (const page of surplus) this.pool.release(page);
  }

  private register(sequence: PagedSequence): SequenceId {
    this.sequences.set(++this.lastId, sequence);
    return this.lastId;
  }

  private head({ sequence, layer, head }: HeadRef): HeadSlots {
    const slots = this.get(sequence).heads[layer * this.config.kvHeads + head];
    if (!slots || head >= this.config.kvHeads) throw new RangeError(`There is no KV head ${head} in layer ${layer}`);
    return slots;
  }

  /** Collects the page copies of some work and performs them with one call to the memory, for any number of heads. */
  private batchCopies(work: (copies: Copies) => void): void {
    const copies: Copies = [];
    try {
      work(copies);
    } finally {
      if (copies.length > 0) this.memory.copy(copies);
    }
  }

  /** Ensures pages for `count` more slots; copies the first of them if it is shared. */
  private ensurePages(sequence: PagedSequence, head: HeadSlots, count: number, copies: Copies): void {
    if (head.length % pageSlots > 0) this.copySharedPages(sequence, head, [head.length], copies);
    const needed = Math.ceil((head.length + count) / pageSlots);
    if (head.pages.length >= needed) return;
    sequence.version++;
    while (head.pages.length < needed) head.pages.push(this.pool.allocate());
  }

  /** Replaces the shared pages of these slots by copies of their own. */
  private copySharedPages(sequence: PagedSequence, head: HeadSlots, slots: readonly number[], copies: Copies): void {
    for (const index of new Set(slots.map(slot => Math.floor(slot / pageSlots)))) {
      const page = head.pages[index]!;
      if (!this.pool.isShared(page)) continue;
      const own = this.pool.allocate();
      copies.push({ from: page, to: own });
      this.pool.release(page);
      head.pages[index] = own;
      sequence.version++;
    }
  }

  private compact(): void {
    const moved = this.pool.compact(sparePages);
    if (!moved) return;
    for (const sequence of this.sequences.values()) {
      for (const head of sequence.heads) head.pages = head.pages.map(page => moved.get(page) ?? page);
      sequence.version++;
    }
  }
}

const locate = ({ pages }: HeadSlots, slot: number) => ({
  page: pages[Math.floor(slot / pageSlots)]!,
  slot: slot % pageSlots,
});
