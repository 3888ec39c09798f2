import type { Graph, State } from './graph';

/** The result of a byte that no text has here. */
export const dead = -1;
const unknown = -2;

/**
 * A deterministic automaton over bytes, made from a nondeterministic one as far as texts visit it (subset construction, Rabin and Scott
 * 1959). States are numbers; 0 is the start.
 */
export class Automaton {
  /** Largest finite {@link distance}. */
  readonly farthest: number;
  /** Of the nondeterministic states, by id: see {@link distance}. */
  private readonly distances: Float64Array;
  /** Bytes of one class lead to the same states everywhere. */
  private readonly classOf = new Uint8Array(256);
  private readonly classes: number;
  private readonly subsets: (readonly State[])[] = [];
  private readonly ids = new Map<string, number>();
  private readonly rows: Int32Array[] = [];
  private readonly ends: number[] = [];

  /** @param canEmit whether a byte can be written on its own */
  constructor({ states }: Graph, start: State, canEmit: (byte: number) => boolean) {
    this.classes = this.makeClasses(states);
    this.distances = distancesOf(states, canEmit);
    this.farthest = this.distances.reduce((most, each) => (each < Infinity && each > most ? each : most), 0);
    this.idOf([start]);
  }

  /** The state after a byte, or {@link dead}. */
  step(state: number, byte: number): number {
    const row = this.rows[state]!;
    const place = this.classOf[byte]!;
    const next = row[place]!;
    return next === unknown ? (row[place] = this.find(state, byte)) : next;
  }

  /** Smallest number of bytes, written one by one, that completes a text from here; infinite where none does. */
  distance(state: number): number {
    return this.ends[state]!;
  }

  accepts(state: number): boolean {
    return this.ends[state] === 0;
  }

  /** As {@link State.room}. */
  room(state: number): number {
    const [only, another] = this.subsets[state]!;
    return only && !another ? only.room : 0;
  }

  private find(state: number, byte: number): number {
    const targets = new Set<State>();
    for (const { transitions } of this.subsets[state]!)
      for (const { first, last, to } of transitions) if (byte >= first && byte <= last) targets.add(to);
    return targets.size === 0 ? dead : this.idOf([...targets].sort((a, b) => a.id - b.id));
  }

  private idOf(subset: readonly State[]): number {
    const key = subset.map(({ id }) => id).join();
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const id = this.subsets.push(subset) - 1;
    this.ids.set(key, id);
    this.rows.push(new Int32Array(this.classes).fill(unknown));
    this.ends.push(Math.min(...subset.map(state => this.distances[state.id]!)));
    return id;
  }

  private makeClasses(states: readonly State[]): number {
    const begins = new Uint8Array(257);
    for (const { transitions } of states)
      for (const { first, last } of transitions) begins[first] = begins[last + 1] = 1;
    let classes = 0;
    for (let byte = 0; byte < 256; byte++) this.classOf[byte] = begins[byte] && byte > 0 ? ++classes : classes;
    return classes + 1;
  }
}

/** Breadth-first, from the accepting states backwards. */
function distancesOf(states: readonly State[], canEmit: (byte: number) => boolean): Float64Array {
  const before: number[][] = states.map(() => []);
  for (const { id, transitions } of states)
    for (const { first, last, to } of transitions) {
      let byte = first;
      while (byte <= last && !canEmit(byte)) byte++;
      if (byte <= last) before[to.id]!.push(id);
    }
  const distances = new Float64Array(states.length).fill(Infinity);
  let front = states.flatMap(({ id, accepts }) => (accepts ? [id] : []));
  for (let distance = 0; front.length > 0; distance++) {
    const reached = front.filter(id => distances[id] === Infinity);
    for (const id of reached) distances[id] = distance;
    front = reached.flatMap(id => before[id]!).filter(id => distances[id] === Infinity);
  }
  return distances;
}
