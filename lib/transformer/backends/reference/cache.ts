import { Failure } from '@/lib/core/failure';
import { checkFork, checkFormat, checkMerge, checkSlots } from '../../cache/checks';
import type {
  HeadRef,
  HeadSnapshot,
  KvCache,
  OpenOptions,
  SequenceId,
  Slot,
  Snapshot,
  SnapshotOptions,
} from '../../cache/contract';
import type { CacheFormat, PageFormat } from '../../cache/format';
import { pageBytes, pageFormatOf } from '../../cache/format';
import { mergeSlots } from '../../cache/merge';
import { pageSlots } from '../../cache/pages';
import { restorePage, storePage } from '../../cache/quantise';
import type { ModelConfig } from '../../config';
import type { LearnedHead, SlotWrite } from '../../learned/contract';
import { learnedMethod, openHead } from '../../learned/registry';
import { ropeFrequencies } from '../../rope';

/**
 * A slot and the attention it has received. Keys and values are immutable: forks share them. Those of a full page are
 * the numbers that the stored page stands for.
 */
export interface Row extends Slot {
  accumulatedAttention: number;
}

interface Sequence {
  position: number;
  tracksAttention: boolean;
  format: CacheFormat | null;
  /** [layer][kvHead][slot]. */
  rows: Row[][][];
  /** [layer][kvHead], of a model that compresses its own cache; else empty. */
  learned: LearnedHead[][];
}

/** The cache contract implemented with plain lists: the reference for testing the paged cache. */
export class ListCache implements KvCache {
  private readonly sequences = new Map<SequenceId, Sequence>();
  private lastId = 0;

  constructor(private readonly config: ModelConfig) {}

  open({ format }: OpenOptions = {}): SequenceId {
    checkFormat(format, this.config);
    const { layers, kvHeads } = this.config;
    const rows = Array.from({ length: layers }, () => Array.from({ length: kvHeads }, (): Row[] => []));
    const learned = rows.map(heads => heads.flatMap(() => openHead(this.config.learned) ?? []));
    return this.register({ position: 0, tracksAttention: false, format: format ?? null, rows, learned });
  }

  fork(id: SequenceId, tokens?: number): SequenceId {
    const { position, tracksAttention, format, rows, learned } = this.get(id);
    const isWhole =
      !this.config.learned &&
      rows.flat().every(list => list.length === position && list.every((row, i) => row.position === i));
    checkFork(position, isWhole, tokens ?? position);
    const copies = rows.map(heads => heads.map(list => list.slice(0, tokens ?? list.length).map(row => ({ ...row }))));
    const states = learned.map(heads => heads.map(head => head.copy()));
    return this.register({ position: tokens ?? position, tracksAttention, format, rows: copies, learned: states });
  }

  release(id: SequenceId): void {
    this.sequences.delete(id);
  }

  position(id: SequenceId): number {
    return this.get(id).position;
  }

  length(at: HeadRef): number {
    return this.rows(at).length;
  }

  snapshot(
    sequence: SequenceId,
    { keys, values, accumulatedAttention, heads }: SnapshotOptions = {},
  ): Promise<Snapshot> {
    const { position, rows } = this.get(sequence);
    const requested = heads ?? rows.flatMap((lists, layer) => lists.map((_, head) => ({ layer, head })));
    const taken = requested.map(({ layer, head }): HeadSnapshot => {
      const list = this.rows({ sequence, layer, head });
      return {
        layer,
        head,
        length: list.length,
        positions: Int32Array.from(list, row => row.position),
        ...(keys && { keys: Float32Array.from(list.flatMap(row => [...row.key])) }),
        ...(values && { values: Float32Array.from(list.flatMap(row => [...row.value])) }),
        ...(accumulatedAttention && { accumulatedAttention: Float32Array.from(list, row => row.accumulatedAttention) }),
      };
    });
    return Promise.resolve({ position, heads: taken });
  }

  append(at: HeadRef, slots: readonly Slot[]): void {
    const rows = this.rows(at);
    const first = rows.length;
    rows.push(...slots.map(slot => row(slot, 0)));
    this.quantise(at, slots.map((_, i) => first + i)); // prettier-ignore
  }

  overwrite(at: HeadRef, slot: number, content: Slot): void {
    const rows = this.rows(at);
    checkSlots(rows.length, [slot]);
    rows[slot] = row(content, rows[slot]!.accumulatedAttention);
    this.quantise(at, [slot]);
  }

  evict(at: HeadRef, slots: readonly number[]): void {
    const rows = this.rows(at);
    checkSlots(rows.length, slots);
    const removed = new Set(slots);
    const kept = rows.length - removed.size;
    const movers = rows.slice(kept).filter((_, i) => !removed.has(kept + i));
    const holes = slots.filter(slot => slot < kept).sort((a, b) => a - b);
    for (const slot of holes) rows[slot] = movers.shift()!;
    rows.length = kept;
    this.quantise(at, holes);
  }

  merge(at: HeadRef, into: number, from: readonly number[], weights: readonly number[]): Promise<void> {
    const rows = this.rows(at);
    checkMerge(rows.length, into, from, weights);
    const members = [into, ...from].map(slot => rows[slot]!);
    const accumulatedAttention = members.reduce((sum, member) => sum + member.accumulatedAttention, 0);
    rows[into] = row(mergeSlots(members, weights, ropeFrequencies(this.config)), accumulatedAttention);
    this.quantise(at, [into]);
    this.evict(at, from);
    return Promise.resolve();
  }

  trackAttention(id: SequenceId): void {
    this.get(id).tracksAttention = true;
  }

  tracksAttention(id: SequenceId): boolean {
    return this.get(id).tracksAttention;
  }

  accumulateAttention(at: HeadRef, weights: Float32Array, positions?: Int32Array): void {
    this.rows(at).forEach((one, slot) => {
      if (!positions || one.position === positions[slot]) one.accumulatedAttention += weights[slot] ?? 0;
    });
  }

  bytes(): { held: number; reserved: number } {
    // A slot's share of its page, by its key: forks have the same keys.
    const held = new Map([...this.sequences.values()].flatMap(sequence => this.shares(sequence)));
    const bytes = [...held.values()].reduce((sum, one) => sum + one, 0);
    return { held: bytes, reserved: bytes };
  }

  bytesOf(id: SequenceId): number {
    return this.shares(this.get(id)).reduce((sum, [, bytes]) => sum + bytes, 0);
  }

  /** The key of each slot, and the slot's share of the bytes of its page. */
  private shares({ rows, format }: Sequence): [Float32Array, number][] {
    return rows.flatMap((heads, layer) => {
      const stored = pageFormatOf(format, layer, this.config.layers);
      return heads.flatMap(list =>
        list.map(({ key }, slot): [Float32Array, number] => {
          const isFull = slot < list.length - (list.length % pageSlots);
          return [key, pageBytes(isFull ? stored : null, this.config.headDim) / pageSlots];
        }),
      );
    });
  }

  /** The slots of one head; the caller may append to the list. */
  rows({ sequence, layer, head }: HeadRef): Row[] {
    const rows = this.get(sequence).rows[layer]?.[head];
    if (!rows) throw new RangeError(`There is no KV head ${head} in layer ${layer}`);
    return rows;
  }

  /** The state of one head of a model that compresses its own cache. */
  learned({ sequence, layer, head }: HeadRef): LearnedHead {
    return this.get(sequence).learned[layer]![head]!;
  }

  /** Writes a token into a new slot or into the one that it takes over, of a model that compresses its own cache. */
  place(at: HeadRef, position: number, { over, key, value }: SlotWrite): void {
    const rows = this.rows(at);
    const slot = over === null ? -1 : rows.findIndex(one => one.position === over);
    const keeps = slot >= 0 && learnedMethod(this.config.learned!).merges;
    rows[slot < 0 ? rows.length : slot] = row({ key, value, position }, keeps ? rows[slot]!.accumulatedAttention : 0);
  }

  /** @throws Failure `context-exceeded` */
  checkContext(id: SequenceId, count: number): void {
    const total = this.get(id).position + count;
    if (total > this.config.context)
      throw new Failure('context-exceeded', `${total} tokens; the model reads at most ${this.config.context}.`);
  }

  /** Ends the pass of a token that has a slot in every head. */
  advance(id: SequenceId): void {
    const sequence = this.get(id);
    sequence.position++;
    if (!sequence.format) return;
    sequence.rows.forEach((heads, layer) =>
      heads.forEach((rows, head) => this.quantise({ sequence: id, layer, head }, [rows.length - 1])),
    );
  }

  clear(): void {
    this.sequences.clear();
  }

  /** Rounds the full pages among those of these slots to what their format can store. */
  private quantise(at: HeadRef, slots: readonly number[]): void {
    const rows = this.rows(at);
    const format = pageFormatOf(this.get(at.sequence).format, at.layer, this.config.layers);
    if (!format) return;
    for (const page of new Set(slots.map(slot => Math.floor(slot / pageSlots)))) {
      const first = page * pageSlots;
      if (first + pageSlots > rows.length) continue;
      const rounded = roundPage(rows.slice(first, first + pageSlots), format, this.config.headDim);
      rounded.forEach((content, i) => (rows[first + i] = { ...rows[first + i]!, ...content }));
    }
  }

  private register(sequence: Sequence): SequenceId {
    this.sequences.set(++this.lastId, sequence);
    return this.lastId;
  }

  private get(id: SequenceId): Sequence {
    const found = this.sequences.get(id);
    if (!found) throw new Error(`Sequence ${id} is not open`);
    return found;
  }
}

const row = ({ key, value, position }: Slot, accumulatedAttention: number): Row => ({
  key,
  value,
  position,
  accumulatedAttention,
});

/** The keys and values that a page of these slots stands for when it is stored. */
function roundPage(slots: readonly Slot[], format: PageFormat, headDim: number): Pick<Slot, 'key' | 'value'>[] {
  const join = (parts: Float32Array[]) => Float32Array.from(parts.flatMap(part => [...part]));
  const page = storePage(format, headDim, join(slots.map(({ key }) => key)), join(slots.map(({ value }) => value)));
  const { keys, values } = restorePage(format, headDim, page);
  return slots.map((_, slot) => ({
    key: keys.slice(slot * headDim, (slot + 1) * headDim),
    value: values.slice(slot * headDim, (slot + 1) * headDim),
  }));
}
