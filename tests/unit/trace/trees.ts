import fc from 'fast-check';
import type { JournalEntry } from '@/lib/experiment/entry';
import type { Json } from '@/lib/core/json';
import type { Box } from '@/components/trace/layout';

/** A journaled call with only what the tree reads. */
export function call(path: string[], parsed: Json, truth?: Json): JournalEntry {
  return {
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
}

/** A call whose answer could not be read. */
export function unreadable(path: string[], truth?: Json): JournalEntry {
  return {
    ...call(path, null, truth),
    failure: { kind: 'answer-unparsable', detail: 'It holds no number.' },
  } as JournalEntry;
}

const boxesOfDepth = (depth: number): fc.Arbitrary<Box> =>
  fc.record({
    key: fc.constant(''),
    width: fc.integer({ min: 10, max: 240 }),
    height: fc.integer({ min: 20, max: 90 }),
    children: depth === 0 ? fc.constant([]) : fc.array(boxesOfDepth(depth - 1), { maxLength: 4 }),
  });

/** Trees of boxes of all shapes, keys unique. */
export const boxes: fc.Arbitrary<Box> = boxesOfDepth(4).map(root => {
  let count = 0;
  const named = (box: Box): Box => ({ ...box, key: String(count++), children: box.children.map(named) });
  return named(root);
});
