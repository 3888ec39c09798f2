import { applyEvents, newRun } from '@/components/trace/live-run';
import type { ChatRequest } from '@/lib/engines/contract';
import type { CallEntry } from '@/lib/experiment/entry';
import type { RunEvent } from '@/lib/experiment/events';
import { createJournal } from '@/lib/experiment/journal';
import { requestHash } from '@/lib/experiment/request';
import { kept, type Spread, spread } from './measure';

export interface JournalFigures {
  /** Microseconds of `applyEvents` for a batch of events of 20 units, in a run of so many units. */
  events: { units: number; microseconds: Spread }[];
}

const unitsOfABatch = 20;

/** What the events of a run cost the page, by the number of its units. */
export function measureJournal(rounds: number): JournalFigures {
  const sizes = [20, 2_000, 20_000];
  const times = sizes.map(() => [] as number[]);
  // Alternated: what else the machine does falls on all sizes.
  for (let round = 0; round <= rounds; round++)
    for (const [at, units] of sizes.entries()) {
      const time = timeBatch(units);
      if (round > 0) times[at]?.push(kept(time));
    }
  const events = sizes.map((units, at) => ({ units, microseconds: spread(times[at] ?? []) }));
  return { events };
}

/** Microseconds a batch, the median of 200. */
function timeBatch(count: number): number {
  const units = Array.from({ length: count }, (_, index) => ({ name: `unit ${index}`, input: null }));
  let live = newRun(units, createJournal());
  const times: number[] = [];
  for (let batch = 0; batch < 200; batch++) {
    const events = Array.from({ length: unitsOfABatch }, (_, at) =>
      eventsOf(`unit ${(batch * 97 + at) % count}`, batch),
    ).flat();
    const start = performance.now();
    live = applyEvents(live, events);
    times.push((performance.now() - start) * 1000);
  }
  return spread(times).median;
}

/** One call of a unit: sent, streamed in four pieces, answered. */
function eventsOf(unit: string, index: number): RunEvent[] {
  const entry = callOf(unit, index);
  const { path, request, roles = [] } = entry;
  const delta: RunEvent = { type: 'delta', path, text: 'some' };
  return [
    { type: 'call-started', path, roles, request },
    ...[delta, delta, delta, delta],
    { type: 'entry', entry, replayed: false },
  ];
}

function callOf(unit: string, index: number): CallEntry {
  const content = `Add up: ${index} + ${index * 7}.\n${'Write the working line by line. '.repeat(8)}`;
  const request: ChatRequest = {
    messages: [{ role: 'user', content }],
    ...{ max_tokens: 1024, temperature: 0, top_p: 1, seed: index, stop: [], logprobs: false },
  };
  return {
    kind: 'call',
    path: [unit, 'divide-and-conquer', 'high × low', `solve ${index}`],
    roles: ['unit', 'strategy', 'part', 'solve'],
    hash: requestHash(request),
    request,
    text: `${index} + ${index * 7} = ${index * 8}\n${'9'.repeat(200)}`,
    parsed: String(index * 8),
    truth: String(index * 8),
    finish_reason: 'stop',
    usage: { prompt_tokens: 90, completion_tokens: 120 },
    timings: { first_token_ms: 12.5, total_ms: 340.25 },
    engine: 'endpoint/any',
  };
}
