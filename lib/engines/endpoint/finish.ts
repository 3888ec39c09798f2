import { Failure } from '@/lib/core/failure';
import type { FinishReason } from '@/lib/engines/contract';
import { plainWords } from './redact';
import { Retryable } from './retry';

/** What servers call an end at the end token or a stop string. */
const stops = new Set(
  'stop eos eos_token end end_turn end_of_text stop_sequence stop_word stopped complete completed done finished normal'.split(
    ' ',
  ),
);
/** What they call an end at `max_tokens`. */
const lengths = new Set(
  'length max_tokens max_length max_new_tokens max_output_tokens model_length token_limit'.split(' '),
);
const filters = /filter|safety|moderation|blocklist|prohibited|recitation|refusal|sensitive|spii/;
const troubles = /error|abort|cancel|insufficient|overload|timeout|interrupt|fail|disconnect/;

/**
 * Reads a `finish_reason`. Only the two known good ends are ends of an answer.
 *
 * @throws Failure `endpoint-filtered`, `endpoint-no-answer` or `endpoint-cut`; Retryable for trouble of the server
 */
export function readFinish(reason: string): FinishReason {
  const word = reason.toLowerCase();
  if (stops.has(word)) return 'stop';
  if (lengths.has(word)) return 'length';
  const detail = `It ended with the finish_reason "${plainWords(reason.slice(0, 60), undefined)}".`;
  if (filters.test(word)) throw new Failure('endpoint-filtered', detail);
  if (/tool|function/.test(word)) throw new Failure('endpoint-no-answer', detail);
  const cut = new Failure('endpoint-cut', detail);
  throw troubles.test(word) ? new Retryable(cut) : cut;
}
