import { meanAttention } from './attention';
import {
  type HeadView,
  type Moment,
  type Needs,
  type Parameter,
  type ParameterValues,
  type Protected,
  valueOf,
} from './contract';
import { averagePool, inTokenOrder } from './token-order';

/**
 * The score of SnapKV and of all that builds on it: the newest tokens form an observation window, which is kept; an older token is worth the
 * attention that the window pays to it, averaged over the window's queries and over the heads of the group, and over its neighbours
 * in the text, so that whole phrases stay.
 */

/** @param usual tokens, by default */
export const observationWindow = (usual: number): Parameter => ({
  name: 'window',
  title: 'Observation window',
  help: 'Newest tokens that always stay and whose attention counts; at most half of the budget.',
  default: usual,
  min: 1,
  max: 256,
  isInteger: true,
});

export const needsQueriesOf =
  (window: Parameter) =>
  (parameters: ParameterValues): Needs => ({ keys: true, recentQueries: valueOf(parameters, window) });

/** The papers have budgets of many windows; half of a smaller one is left to the tokens that the window chooses. */
export const protectsAtMostHalf =
  (window: Parameter) =>
  (parameters: ParameterValues, budget: number): Protected => ({
    first: 0,
    recent: Math.min(valueOf(parameters, window), Math.max(1, Math.floor(budget / 2))),
  });

/** As in the authors' code; kvpress takes 64. */
export const windowLength = observationWindow(32);

export const poolingWidth: Parameter = {
  name: 'pooling',
  title: 'Pooling width',
  help: 'Neighbouring tokens over which the attention is averaged.',
  default: 5,
  min: 1,
  max: 63,
  isInteger: true,
};

export const needsWindow = needsQueriesOf(windowLength);
export const protectsWindow = protectsAtMostHalf(windowLength);

/** @returns [head][slot]; 0 within the window, which is protected */
export const scoreByWindow = (heads: readonly HeadView[], { position, parameters, protects }: Moment): Float32Array[] =>
  heads.map(view => {
    const attention = meanAttention(view, protects.recent, position);
    const past = inTokenOrder(view.tokens).slice(0, Math.max(0, view.length - protects.recent));
    const pooled = averagePool(past.map(slot => attention[slot]!), valueOf(parameters, poolingWidth)); // prettier-ignore
    const scores = new Float32Array(view.length);
    past.forEach((slot, i) => (scores[slot] = pooled[i]!));
    return scores;
  });
