import { Failure } from '@/lib/core/failure';

/** A state of a nondeterministic finite automaton over bytes. It has no empty transitions. */
export interface State {
  readonly id: number;
  transitions: Transition[];
  /** Whether a text may end here. */
  accepts: boolean;
  /** Between two characters of a string: how many more it may have. Elsewhere 0. */
  room: number;
}

/** Reads one byte from `first` to `last`, both included. */
export interface Transition {
  first: number;
  last: number;
  to: State;
}

/** A piece of a language: the state in which it begins, given the state that follows it. */
export type Part = (next: State) => State;

/** More states than any form that a program asks for; a bound on memory. */
const mostStates = 100_000;

const utf8 = new TextEncoder();

/** Builds an automaton from its end to its beginning, so that a part knows what follows it. */
export class Graph {
  readonly states: State[] = [];
  readonly end = this.state([], true);

  /** @throws Failure `schema-unfit` beyond `mostStates` */
  state(transitions: Transition[], accepts = false): State {
    if (this.states.length >= mostStates) throw new Failure('schema-unfit', 'The form is too large.');
    const state = { id: this.states.length, transitions, accepts, room: 0 };
    this.states.push(state);
    return state;
  }

  literal(text: string, next: State): State {
    return utf8.encode(text).reduceRight((to, byte) => this.state([{ first: byte, last: byte, to }]), next);
  }

  /** What begins in any of the states. */
  either(states: readonly State[]): State {
    const [only] = states;
    if (only && states.length === 1) return only;
    return this.state(
      states.flatMap(({ transitions }) => transitions),
      states.some(({ accepts }) => accepts),
    );
  }

  /** `make` receives a state that stands for the one it returns, and may only lead to it by a byte. */
  loop(make: (again: State) => State): State {
    const again = this.state([]);
    const { transitions, accepts, room } = make(again);
    return Object.assign(again, { transitions, accepts, room });
  }
}
