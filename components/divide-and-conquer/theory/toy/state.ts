import { random } from '@/lib/core/random';
import { type Drawing, drawInstance, type Wish } from '@/lib/panels/divide-and-conquer/subtree-isomorphism/draw';
import { type Instance, withFlipped } from '@/lib/panels/divide-and-conquer/subtree-isomorphism/encoding';

/** Numbers of nodes that fit on a screen. */
export const sizes = { pattern: { min: 1, max: 15 }, base: { min: 1, max: 31 } } as const;

export interface ToyState extends Drawing {
  seed: number;
  /** Nodes whose colour was changed by hand. */
  flipped: readonly number[];
  /** Steps of the program that are shown; `end` for all. */
  at: number | 'end';
  isPlaying: boolean;
}

export type ToyAction =
  | { type: 'draw'; change: Partial<Drawing & { seed: number }> }
  | { type: 'flip'; node: number }
  | { type: 'unflip' }
  | { type: 'show'; at: number | 'end' }
  /** Shows one step more, of `of` steps in all. Playing stops at the last. */
  | { type: 'step'; of: number }
  | { type: 'play'; of: number }
  | { type: 'stop' };

/** The toy opens with a finished decision. */
export const first: ToyState = {
  seed: 7,
  patternSize: 7,
  baseSize: 17,
  wish: 'match' satisfies Wish,
  flipped: [],
  at: 'end',
  isPlaying: false,
};

/** The trees of the seed, with the colours changed that the user changed. */
export const instanceOf = ({ seed, flipped, ...drawing }: Omit<ToyState, 'at' | 'isPlaying'>): Instance =>
  flipped.reduce(withFlipped, drawInstance(drawing, random(seed)));

export function reduce(state: ToyState, action: ToyAction): ToyState {
  switch (action.type) {
    case 'draw': {
      const next = { ...state, ...action.change, flipped: [], at: 0, isPlaying: false };
      // The size that was not set is adjusted, so that the pattern always fits into the base tree.
      if (action.change.baseSize === undefined) next.baseSize = Math.max(next.baseSize, next.patternSize);
      else next.patternSize = Math.min(next.baseSize, next.patternSize);
      return next;
    }
    case 'flip': {
      // A colour changes no pointer, so the program takes the same steps, and `at` stays valid.
      const { flipped } = state;
      const isBack = flipped.includes(action.node);
      return { ...state, flipped: isBack ? flipped.filter(node => node !== action.node) : [...flipped, action.node] };
    }
    case 'unflip':
      return { ...state, flipped: [] };
    case 'show':
      return { ...state, at: action.at, isPlaying: false };
    case 'step': {
      const at = Math.min(action.of, shown(state.at, action.of) + 1);
      return { ...state, at, isPlaying: state.isPlaying && at < action.of };
    }
    case 'play':
      return { ...state, at: shown(state.at, action.of) < action.of ? state.at : 0, isPlaying: true };
    case 'stop':
      return { ...state, isPlaying: false };
  }
}

/** How many steps are shown, of `of` steps in all. */
export const shown = (at: ToyState['at'], of: number): number => (at === 'end' ? of : Math.min(at, of));
