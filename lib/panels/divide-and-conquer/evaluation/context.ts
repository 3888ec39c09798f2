import { mean } from '@/lib/evaluation/score';
import { type CallEntry, roleOf } from '@/lib/experiment/entry';
import { measuredContext, parallelContext, sequentialContext } from '../decoding-context';
import type { Strategy } from '../strategies/contract';

/** A mean over `weight` drawn tokens, so that means of several problems can be joined. */
export interface Weighted {
  mean: number;
  weight: number;
}

/** The mean decoding context of one strategy on one problem, in tokens (arXiv 2402.05359, Proposition 4). */
export interface DecodingContext {
  /** Over all calls that the strategy made, split and merge included. */
  measured: Weighted | null;
  /**
   * By the proposition, in the form that the strategy names. `sequential`: every call with its own prompt and length; one call is one
   * chain, so it equals the measured figure. `parallel`: the calls that solve parts, C being their mean prompt, without those for split
   * and merge, which the proposition leaves out. Null where neither applies.
   */
  computed: Weighted | null;
  /** With `parallel` only: the sequential form of the same C and answers, as if they were written in one chain. */
  oneChain: Weighted | null;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const weighted = (value: number | null, weight: number): Weighted | null =>
  value === null ? null : { mean: value, weight };

/** The figures of one strategy on one problem, from its calls. All are null where an engine did not count tokens. */
export function decodingContext(form: Strategy['context'], calls: readonly CallEntry[]): DecodingContext {
  if (calls.some(call => call.usage.counted)) return { measured: null, computed: null, oneChain: null };
  const measured = weighted(measuredContext(calls.map(call => call.usage)), drawn(calls));
  if (form === 'sequential') return { measured, computed: chains(calls), oneChain: null };
  if (form === 'parallel') return { measured, ...parts(calls.filter(call => roleOf(call) === 'solve')) };
  return { measured, computed: null, oneChain: null };
}

const drawn = (calls: readonly CallEntry[]): number => sum(calls.map(call => call.usage.completion_tokens));

const chains = (calls: readonly CallEntry[]): Weighted | null =>
  pool(
    calls.map(({ usage }) =>
      weighted(sequentialContext(usage.prompt_tokens, [usage.completion_tokens]), usage.completion_tokens),
    ),
  );

function parts(calls: readonly CallEntry[]): Pick<DecodingContext, 'computed' | 'oneChain'> {
  const lengths = calls.map(call => call.usage.completion_tokens);
  const prompt = mean(calls.map(call => call.usage.prompt_tokens));
  const above = (context: number | null) => weighted(context === null ? null : prompt + context, sum(lengths));
  return { computed: above(parallelContext(0, lengths)), oneChain: above(sequentialContext(0, lengths)) };
}

/** The mean over all drawn tokens together; null where none was drawn, nulls being passed over. */
export function pool(all: readonly (Weighted | null)[]): Weighted | null {
  const known = all.filter(part => part !== null);
  const weight = sum(known.map(part => part.weight));
  return weight === 0 ? null : { mean: sum(known.map(part => part.mean * part.weight)) / weight, weight };
}
