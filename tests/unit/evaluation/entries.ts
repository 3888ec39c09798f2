import type { Json } from '@/lib/core/json';
import type { JournalEntry } from '@/lib/experiment/entry';

/** A place below a root, each name with its role: `[['high × low', 'part'], ['answer it', 'solve']]`. */
export type Named = readonly [name: string, role: string];

/** A journaled call with only what a tree and its verdicts read. */
export function callAt(root: readonly string[], names: readonly Named[], parsed: Json, truth?: Json): JournalEntry {
  const path = [...root, ...names.map(([name]) => name)];
  return {
    kind: 'call',
    path,
    roles: [...root.map((_, depth) => ['unit', 'strategy'][depth] ?? ''), ...names.map(([, role]) => role)],
    hash: '0000000000000000',
    request: {
      messages: [{ role: 'user', content: path.join(' ') }],
      ...{ max_tokens: 16, temperature: 0, top_p: 1, seed: 1, stop: [], logprobs: false },
    },
    text: String(parsed),
    parsed,
    ...(truth === undefined ? {} : { truth }),
    finish_reason: 'stop',
    usage: { prompt_tokens: 10, completion_tokens: 3 },
    timings: { first_token_ms: 2, total_ms: 5 },
    engine: 'scripted/test',
  };
}

/** A call whose answer could not be read. */
export const unreadableAt = (root: readonly string[], names: readonly Named[], truth?: Json): JournalEntry =>
  ({
    ...callAt(root, names, null, truth),
    failure: { kind: 'answer-unparsable', detail: 'It holds no number.' },
  }) as JournalEntry;
