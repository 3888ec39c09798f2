import type { Json } from '@/lib/core/json';
import type { CallEntry } from '@/lib/experiment/entry';
import { migrateEntry } from '@/lib/panels/divide-and-conquer/legacy';

/** A journaled call with only what trees and verdicts read. Its roles follow from its names, as those of version 1 did. */
export function call(path: string[], parsed: Json, truth?: Json): CallEntry {
  const entry: CallEntry = {
    kind: 'call',
    path,
    hash: '0000000000000000',
    request: {
      messages: [{ role: 'user', content: path.join(' ') }],
      max_tokens: 16,
      temperature: 0,
      top_p: 1,
      seed: 1,
      stop: [],
      logprobs: false,
    },
    text: String(parsed),
    parsed,
    ...(truth === undefined ? {} : { truth }),
    finish_reason: 'stop',
    usage: { prompt_tokens: 10, completion_tokens: 3 },
    timings: { first_token_ms: 2, total_ms: 5 },
    engine: 'scripted/test',
  };
  return migrateEntry(entry) as CallEntry;
}
