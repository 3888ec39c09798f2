import type { CallEntry } from '@/lib/experiment/entry';
import { costOf } from './cost';
import type { Prices } from './measure';

/** What calls to a server will take, as far as it is known before they are made. */
export interface Forecast {
  calls: number;
  /** Tokens that they write at most. */
  mostTokens: number;
  /** From the means of earlier calls to the same model; null without any, tokens also where they were not counted. */
  promptTokens: number | null;
  completionTokens: number | null;
  /** Milliseconds, if all places of the server are always taken. */
  time: number | null;
}

/** @param earlier calls to the same model; `max_tokens` is the longest answer, `concurrency` the calls under way at once */
export function forecast(
  calls: number,
  earlier: readonly CallEntry[],
  { max_tokens, concurrency }: { max_tokens: number; concurrency: number },
): Forecast {
  const cost = costOf(earlier, 0);
  const scaled = (sum: number) => (cost.calls === 0 ? null : Math.round((sum / cost.calls) * calls));
  return {
    calls,
    mostTokens: calls * max_tokens,
    promptTokens: cost.isCounted ? scaled(cost.promptTokens) : null,
    completionTokens: cost.isCounted ? scaled(cost.completionTokens) : null,
    time: scaled(cost.totalCallTime / concurrency),
  };
}

/** In the currency of the prices; null where the tokens are not known. */
export const forecastMoney = (
  { promptTokens, completionTokens }: Pick<Forecast, 'promptTokens' | 'completionTokens'>,
  prices: Prices,
): number | null =>
  promptTokens === null || completionTokens === null
    ? null
    : (promptTokens * prices.promptTokens + completionTokens * prices.completionTokens) / 1_000_000;
