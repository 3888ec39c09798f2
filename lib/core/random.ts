import { hash32 } from './hash';

/**
 * A seeded stream of random numbers. Programs and samplers use no other source, so the same seed gives the same run
 * everywhere.
 */
export interface Random {
  /** Uniform in [0, 1), 32 bits. */
  next(): number;
  /** Uniform integer in [low, high], both ends included. */
  integer(low: number, high: number): number;
  /** Makes an independent stream. The same seed and name always give the same stream. */
  fork(name: string): Random;
}

/** Mulberry32 (T. Ettinger): 32 bits of state, passes gjrand's small tests, and is the same in every JavaScript engine. */
export function random(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    integer: (low, high) => low + Math.floor(next() * (high - low + 1)),
    fork: name => random(hash32(name, seed)),
  };
}
