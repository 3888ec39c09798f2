import type { GrowingStore, StateStore, WindowStore } from '../layer';

/** How a program sets memory aside for the cache of one sequence. */
export interface Allocation {
  id: string;
  title: string;
  /** How it differs from what is needed, in a sentence. */
  difference: string;
  /** Slots set aside in a store that grows, where `entries` are needed. */
  growing(entries: number, store: GrowingStore): number;
  /** Slots set aside in a window after so many tokens. */
  window(tokens: number, store: WindowStore): number;
  /** Columns of the convolution that are kept. */
  columns(store: StateStore): number;
  /** Bytes of an element of states and convolutions, where the program does not take those of the model. */
  stateBytes?: { convolution: number; recurrent: number };
}

/** The least multiple of `unit` that is not less than `count`. */
export const padded = (count: number, unit: number): number => Math.ceil(count / unit) * unit;
