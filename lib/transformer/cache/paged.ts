import { Failure } from '@/lib/core/failure';
import type { ModelConfig } from '../config';
import type { SlotWrite } from '../learned/contract';
import { learnedMethod, openHead } from '../learned/registry';
import { ropeFrequencies } from '../rope';
import { checkFork, checkFormat, checkMerge, checkSlots } from './checks';
import type {
  HeadRef,
  HeadSnapshot,
  KvCache,
  OpenOptions,
  SequenceId,
  Slot,
  Snapshot,
  SnapshotOptions,
} from './contract';
import { pageFormatOf } from './format';
import { HeadSlots } from './head';
import { HeadPages, type PagedSequence } from './head-pages';
import { mergeSlots } from './merge';
import type { PageMemory } from './pages';
import { noPage, pageSlots } from './pages';

export type { PagedSequence } from './head-pages';

/**
 * The KV cache of the backends that store it in pages. Implements all bookkeeping; a backend supplies the {@link
 * PageMemory}.
 */
export class PagedCache implements KvCache {
  private readonly sequences = new Map<SequenceId, PagedSequence>();
  private readonly pages: HeadPages;
  private readonly frequencies: Float64Array;
  private lastId = 0;

  constructor(
    private readonly config: ModelConfig,
    private readonly memory: PageMemory,
  ) {
    this.pages = new HeadPages(memory);
    this.frequencies = ropeFrequencies(config);
  }

  open({ format }: OpenOptions = {}): SequenceId {
    checkFormat(format, this.config);
    const { layers, kvHeads } = this.config;
    const heads = Array.from({ length: layers * kvHeads }, (_, list) => {
      const layer = Math.floor(list / kvHeads);
      return new HeadSlots(
        this.pages.store(pageFormatOf(format ?? null, layer, layers)),
        openHead(this.config.learned),
      );
    });
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
      this.pages.share(head, copy);
      return copy;
    });
    return this.register({ position, tracksAttention: source.tracksAttention, heads, version: 0 });
  }

  release(sequence: SequenceId): void {
    const released = this.sequences.get(sequence);
    if (!released) return;
    for (const head of released.heads) this.pages.release(head);
    this.sequences.delete(sequence);
    this.pages.compact(this.sequences.values());
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

    const lists = heads.map(({ layer, head }) => this.head({ sequence, layer, head }));
    const { keys, values } = await this.pages.read(lists, this.config.headDim);
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
    const sequence = this.get(at.sequence);
    this.pages.dropReserved(head);
    this.pages.extend([{ sequence, heads: [head], count: slots.length }], false);
    const first = head.length;
    for (const { key, value, position } of slots) {
      head.push(position, 1);
      this.memory.write(locate(head, head.length - 1), key, value);
    }
    this.pages.settle(sequence, head, slots.map((_, i) => first + i)); // prettier-ignore
  }

  overwrite(at: HeadRef, slot: number, { key, value, position }: Slot): void {
    const head = this.head(at);
    const sequence = this.get(at.sequence);
    checkSlots(head.length, [slot]);
    this.pages.change(sequence, head, { written: [slot], read: [] }, () => {
      head.setPosition(slot, position);
      this.memory.write(locate(head, slot), key, value);
    });
  }

  evict(at: HeadRef, slots: readonly number[]): void {
    const head = this.head(at);
    checkSlots(head.length, slots);
    if (slots.length === 0) return;
    const sequence = this.get(at.sequence);
    const kept = head.length - slots.length;
    const holes = slots.filter(slot => slot < kept);
    const gone = new Set(slots);
    const movers = Array.from({ length: slots.length }, (_, i) => kept + i).filter(slot => !gone.has(slot));
    this.pages.change(sequence, head, { written: holes, read: movers }, () => {
      const moves = head.remove(slots);
      this.memory.move(moves.map(({ from, to }) => ({ from: locate(head, from), to: locate(head, to) })));
    });
    this.pages.compact(this.sequences.values());
  }

  async merge(at: HeadRef, into: number, from: readonly number[], weights: readonly number[]): Promise<void> {
    const head = this.head(at);
    checkMerge(head.length, into, from, weights);
    const members = [into, ...from];
    const { headDim } = this.config;
    const { keys, values } = await this.pages.read([head], headDim);
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
    return this.pages.bytes();
  }

  bytesOf(sequence: SequenceId): number {
    const { pageBytes } = this.memory;
    return this.get(sequence).heads.reduce(
      (sum, { pages, quantised, store }) =>
        sum +
        pages.filter(page => page !== noPage).length * pageBytes +
        quantised.length * (store?.pages.pageBytes ?? 0),
      0,
    );
  }

  /** The sequence, for a pass of the backend. */
  get(sequence: SequenceId): PagedSequence {
    const found = this.sequences.get(sequence);
    if (!found) throw new Error(`Sequence ${sequence} is not open`);
    return found;
  }

  /**
   * Reserves `count` more slots in every head of each of the (distinct) sequences, in float32, and the quantised pages
   * that they fill. After the kernels have written both, call {@link advance}.
   * @throws Failure `context-exceeded`, `too-large`; no sequence has grown then
   */
  reserve(spans: readonly { sequence: SequenceId; count: number }[]): void {
    const { context } = this.config;
    for (const { sequence, count } of spans) {
      const total = this.get(sequence).position + count;
      if (total > context)
        throw new Failure('context-exceeded', `${total} tokens; the model reads at most ${context}.`);
    }
    const all = spans.map(({ sequence: id, count }) => {
      const sequence = this.get(id);
      return { sequence, heads: sequence.heads, count };
    });
    // A model that compresses its own cache may fill any slot again.
    for (const { sequence, heads } of all) for (const head of heads) if (head.learned) this.pages.own(sequence, head);
    this.pages.extend(all, true);
  }

  /**
   * Writes a token into a reserved slot of one head, or into the slot that it takes over, of a model that compresses its
   * own cache.
   */
  place(sequence: PagedSequence, index: number, position: number, { over, key, value }: SlotWrite): void {
    const slot = this.fill(sequence, index, position, over);
    this.memory.write(locate(sequence.heads[index]!, slot), key, value);
  }

  /**
   * The book-keeping of {@link place}, for a backend that writes the content itself.
   * @returns the slot
   */
  fill(sequence: PagedSequence, index: number, position: number, over: SlotWrite['over']): number {
    const head = sequence.heads[index]!;
    const slot = over === null ? null : head.slotOf(over);
    if (slot === null) head.push(position, 1);
    else head.fill(slot, position, learnedMethod(this.config.learned!).merges);
    return slot ?? head.length - 1;
  }

  /** Appends the slots of `count` tokens that the pass has read to every head that was not filled by {@link place}. */
  advance(sequence: SequenceId, count: number): void {
    const target = this.get(sequence);
    for (const head of target.heads) {
      if (head.learned) {
        this.pages.settle(target, head, []);
        continue;
      }
      const firstPage = head.fullPages;
      head.push(target.position, count);
      this.pages.endPass(target, head, firstPage);
    }
    target.position += count;
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
}

const locate = ({ pages }: HeadSlots, slot: number) => ({
  page: pages[Math.floor(slot / pageSlots)]!,
  slot: slot % pageSlots,
});
