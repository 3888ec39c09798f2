import type { CallEntry } from '@/lib/experiment/entry';
import { measuredContext, parallelContext, sequentialContext } from '../decoding-context';

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
   * By the proposition. IO, chain of thought, self-consistency: the sequential form, of every call with its own prompt and length; one
   * call is one chain, so it equals the measured figure. Divide-and-conquer: the parallel form of the leaf calls, C being their mean
   * prompt, without the calls for split and merge, which the proposition leaves out. Null for the other strategies: theirs is only measured.
   */
  computed: Weighted | null;
  /** Divide-and-conquer only: the sequential form of the same C and leaf answers, as if they were written in one chain. */
  oneChain: Weighted | null;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const weighted = (mean: number | null, weight: number): Weighted | null => (mean === null ? null : { mean, weight });

/** The figures of one strategy on one problem, from its calls. All are null where an engine did not count tokens. */
export function decodingContext(strategy: string, calls: readonly CallEntry[]): DecodingContext {
  if (calls.some(call => call.usage.counted)) return { measured: null, computed: null, oneChain: null };
  const measured = weighted(measuredContext(calls.map(call => call.usage)), drawn(calls));
  switch (strategy) {
    case 'io':
    case 'cot':
    case 'cot-sc':
      return { measured, computed: chains(calls), oneChain: null };
    case 'single-level':
    case 'divide-and-conquer':
      return { measured, ...leaves(calls.filter(call => call.path.at(-1) === 'solve')) };
    default:
      return { measured, computed: null, oneChain: null };
  }
}

const drawn = (calls: readonly CallEntry[]): number => sum(calls.map(call => call.usage.completion_tokens));

const chains = (calls: readonly CallEntry[]): Weighted | null =>
  pool(
    calls.map(({ usage }) =>
      weighted(sequentialContext(usage.prompt_tokens, [usage.completion_tokens]), usage.completion_tokens),
    ),
  );

function leaves(calls: readonly CallEntry[]): Pick<DecodingContext, 'computed' | 'oneChain'> {
  const lengths = calls.map(call => call.usage.completion_tokens);
  const prompt = sum(calls.map(call => call.usage.prompt_tokens)) / calls.length;
  const above = (context: number | null) => weighted(context === null ? null : prompt + context, sum(lengths));
  return { computed: above(parallelContext(0, lengths)), oneChain: above(sequentialContext(0, lengths)) };
}

/** The mean over all drawn tokens together; null where none was drawn, nulls being passed over. */
export function pool(parts: readonly (Weighted | null)[]): Weighted | null {
  const known = parts.filter(part => part !== null);
  const weight = sum(known.map(part => part.weight));
  return weight === 0 ? null : { mean: sum(known.map(part => part.mean * part.weight)) / weight, weight };
}
