import { outcome } from '@/components/trace/call';
import { brief } from '@/components/trace/facts';
import type { TraceStep } from '@/components/trace/tree';
import type { Metric } from '@/lib/panels/divide-and-conquer/tasks/contract';
import { beginning, printed, shorten, shortenAll } from '@/components/trace/shorten';
import { answerWords } from './words';

/** What a step came to, for a node. */
export interface Result {
  /** As short as a node needs it; empty while there is nothing. */
  short: string;
  /** In a sentence about the node's title: `= 816`, `in line`. */
  whole: string;
}

/** Characters of a text that a node shows, and of a thought, of which there are many. */
const short = 22;
const thought = 16;

const nothing: Result = { short: '', whole: '' };

/** The outcome of a step that gives its scope a result. */
export function resultOf({ name, call }: TraceStep, metric: Metric): Result {
  const value = outcome(call);
  if (value === undefined) return call.entry ? { short: '', whole: 'no readable answer' } : nothing;
  if (name === 'propose') return textResult(call.text, thought);
  if (name === 'choose' && typeof value === 'number') return both(`for thought ${value + 1}`, `for ${value + 1}`);
  if (name === 'count' && Array.isArray(value)) return both(`votes ${value.join(', ')}`, `${value.join(' · ')} votes`);
  const words = answerWords(brief(value), metric).replace(/^Answer: /, '');
  if (/^\d+$/.test(words)) return { short: shorten(words), whole: `= ${words}` };
  return textResult(name === 'decide' ? printed(words) : words);
}

const both = (whole: string, short: string): Result => ({ short, whole });

const textResult = (text: string, most = short): Result => ({
  short: beginning(text, most),
  whole: beginning(text, 300),
});

/** What the parts of a split are called. */
const parts = (strategy: string, metric: Metric): string =>
  metric === 'detection' ? 'statements' : strategy === 'least-to-most' ? 'questions' : 'parts';

/** The outcome of a step that stands before the rest of its scope: how a number was split, how many parts came, who decided. */
export function splitResult(step: TraceStep, strategy: string, metric: Metric): Result {
  const value = outcome(step.call);
  if (value === undefined) return nothing;
  const whole = printed(brief(value));
  if (step.name === 'decide') return { short: 'controller', whole };
  if (!Array.isArray(value)) return { short: beginning(whole, short), whole };
  const isHalves = value.length === 2 && value.every(part => /^\d+$/.test(String(part)));
  if (isHalves) return { short: value.map(part => shorten(String(part))).join(' | '), whole };
  const noun = parts(strategy, metric);
  return { short: `${value.length} ${value.length === 1 ? noun.replace(/s$/, '') : noun}`, whole: shortenAll(whole) };
}

/** Names of splits as they are read aloud. */
export const splitName = (name: string): string => (name === 'decide' ? 'line of the controller' : name);
