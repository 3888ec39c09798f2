import { never } from '@/lib/transformer/instruments/cache-trial/value';
import type { CacheHistory } from './history';

/** What became of a token in a head. */
export const cell = { unread: 0, kept: 1, evicted: 2, merged: 3 } as const;

/** A cache at one step: all that its picture needs. */
export interface Frame {
  step: number;
  /** Tokens that the cache has read: those before are kept, evicted or merged. */
  read: number;
  /** [head][token]: one of `cell`. */
  states: Uint8Array;
  /** [head]: slots that it holds. */
  slots: Uint32Array;
}

/**
 * The cache at a step, from 0 to `steps`. Costs as much as there are cells, whatever the step, so that a player can go anywhere at once.
 */
export function frameAt({ lostAt, into, width, promptTokens }: CacheHistory, step: number): Frame {
  const heads = width === 0 ? 0 : lostAt.length / width;
  const read = Math.min(width, promptTokens + step);
  const states = new Uint8Array(lostAt.length);
  const slots = new Uint32Array(heads);
  for (let head = 0; head < heads; head++) {
    const row = head * width;
    let held = 0;
    for (let token = 0; token < width; token++) {
      const at = row + token;
      if (token >= read) states[at] = cell.unread;
      else if ((lostAt[at] ?? never) > step) {
        states[at] = cell.kept;
        held++;
      } else states[at] = into === null || into[at] === never ? cell.evicted : cell.merged;
    }
    slots[head] = held;
  }
  return { step, read, states, slots };
}

/** Where a token lives: the heads that hold it, and those that merged it into the slot of another. */
export function placesOf({ states, slots }: Frame, token: number): { kept: number; merged: number; heads: number } {
  const heads = slots.length;
  const width = heads === 0 ? 0 : states.length / heads;
  let kept = 0;
  let merged = 0;
  for (let head = 0; head < heads; head++) {
    const state = states[head * width + token];
    if (state === cell.kept) kept++;
    else if (state === cell.merged) merged++;
  }
  return { kept, merged, heads };
}

/** Tokens read for each slot that is held. */
export const ratioOf = (read: number, slots: number): number => (slots === 0 ? Infinity : read / slots);
