/**
 * Mean decoding context (arXiv 2402.05359, Proposition 4): the number of tokens in context when a token is drawn, averaged over the
 * drawn tokens. The first token of an answer sees the prompt alone, the r-th sees r - 1 tokens more, so a call with p prompt and r
 * drawn tokens adds r p + r (r - 1) / 2. Each function adds up these integers and divides once: equal situations give equal figures
 * to the last bit. All are null where no token is drawn.
 */

/** Sum over a call's r drawn tokens of the drawn tokens before each: 0 + 1 + ... + (r - 1). */
const ownTokens = (r: number): number => (r * (r - 1)) / 2;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** @throws RangeError unless all are non-negative integers */
function checkCounts(counts: readonly number[]): void {
  const wrong = counts.find(count => !Number.isSafeInteger(count) || count < 0);
  if (wrong !== undefined) throw new RangeError(`${wrong} is no number of tokens`);
}

/**
 * Computed: all sub-tasks answered in one go, as by chain of thought, after a prompt of `prompt` tokens. `lengths` are the sub-answers'
 * r_i in tokens, R their sum: C + (R - 1) / 2. The first line of the paper's appendix prints (C + n - 1) / 2, where it means this.
 *
 * @throws RangeError unless all are non-negative integers
 */
export function sequentialContext(prompt: number, lengths: readonly number[]): number | null {
  checkCounts([prompt, ...lengths]);
  const drawn = sum(lengths);
  return drawn === 0 ? null : (drawn * prompt + ownTokens(drawn)) / drawn;
}

/**
 * Computed: each sub-task answered by a call of its own, as by divide-and-conquer, all with prompts of `prompt` tokens:
 * C + sum of r_i (r_i - 1) / (2 R). This is the form of the paper's appendix; the proposition as printed has (r_i - 1)^2 instead, which
 * does not follow and would contradict the sequential form for a single sub-task. Leaves out the split and merge calls, as the paper does.
 *
 * @throws RangeError unless all are non-negative integers
 */
export function parallelContext(prompt: number, lengths: readonly number[]): number | null {
  checkCounts([prompt, ...lengths]);
  const drawn = sum(lengths);
  return drawn === 0 ? null : (drawn * prompt + sum(lengths.map(ownTokens))) / drawn;
}

/** What an engine says of a call; see `Usage` in the engines' contract. */
export interface CallTokens {
  prompt_tokens: number;
  completion_tokens: number;
  /** Where present, the tokens were not counted: the prompt's number is unknown. */
  counted?: 'pieces';
}

/**
 * Measured, from the tokens of the calls that were made, split and merge calls included if they are given. Null also where an engine
 * did not count a call's tokens: a mean without them, or with a prompt of 0, would be false.
 *
 * @throws RangeError unless all counts are non-negative integers
 */
export function measuredContext(calls: readonly CallTokens[]): number | null {
  checkCounts(calls.flatMap(call => [call.prompt_tokens, call.completion_tokens]));
  const drawn = sum(calls.map(call => call.completion_tokens));
  if (drawn === 0 || calls.some(call => call.counted)) return null;
  return (
    sum(calls.map(call => call.completion_tokens * call.prompt_tokens + ownTokens(call.completion_tokens))) / drawn
  );
}
