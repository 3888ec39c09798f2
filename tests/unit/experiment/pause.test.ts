import { describe, expect, it } from 'vitest';
import { applyEvents, endRun, newRun } from '@/components/trace/live-run';
import { Failure } from '@/lib/core/failure';
import type { ChatDelta, ChatRequest, Pause } from '@/lib/engines/contract';
import type { RunEvent } from '@/lib/experiment/events';
import { createJournal } from '@/lib/experiment/journal';
import { runExperiment } from '@/lib/experiment/runner';
import { scriptedEngine } from '../../support/scripted-engine';
import { solveSum, sumExperiment, sums } from './sums';

const pause = (wait: number): Pause => ({
  failure: new Failure('endpoint-busy'),
  until: Date.now() + wait,
  tryNow() {},
});

async function run(engine: Parameters<typeof Object.assign>[0], journal = createJournal()) {
  const events: RunEvent[] = [];
  const outcome = await runExperiment({
    panel: sums,
    experiment: sumExperiment(),
    openEngine: async () => engine as never,
    journal,
    signal: new AbortController().signal,
    onEvent: event => events.push(event),
  });
  return { ...outcome, events };
}

describe('a run whose engine pauses', () => {
  it('tells the pauses, and listens no longer than it runs', async () => {
    const listeners = new Set<(pause: Pause | null) => void>();
    const waits = pause(60_000);
    const engine = Object.assign(scriptedEngine({ answer: solveSum }), {
      watchPauses(listener: (pause: Pause | null) => void) {
        listeners.add(listener);
        listener(waits);
        listener(null);
        return () => void listeners.delete(listener);
      },
    });
    const { events, status } = await run(engine);
    expect(status).toBe('finished');
    expect(events.filter(({ type }) => type === 'paused')).toEqual([
      { type: 'paused', pause: waits },
      { type: 'paused', pause: null },
    ]);
    expect(listeners.size).toBe(0);
  });

  it('stops for good where the engine gives its server up', async () => {
    const engine = scriptedEngine({
      answer: () => {
        throw new Failure('endpoint-down', 'gone');
      },
    });
    const { failure, results, status } = await run(engine);
    expect([status, failure?.kind, results]).toEqual(['stopped', 'endpoint-down', []]);
  });

  it('keeps nothing of an answer that broke off and began afresh', async () => {
    const inner = scriptedEngine({ answer: solveSum });
    const engine = Object.assign(Object.create(inner) as typeof inner, {
      async *complete(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatDelta> {
        yield { text: '99', logprobs: [{ token: '99', logprob: -1 }] };
        yield { text: '', restarts: true };
        yield* inner.complete(request, signal);
      },
    });
    const journal = createJournal();
    const { results } = await run(engine, journal);
    expect(results.map(result => (result.value as { total: number }).total)).toEqual([15, 21, 27]);
    for (const entry of journal.entries()) if (entry.kind === 'call') expect(entry.text).not.toContain('99');
  });
});

describe('a run on the page', () => {
  it('shows a pause while it lasts, and none of a moment', () => {
    const long = pause(60_000);
    const short = applyEvents(newRun([]), [{ type: 'paused', pause: pause(200) }]);
    expect(short.pause).toBeNull();
    const paused = applyEvents(short, [{ type: 'paused', pause: long }]);
    expect(paused.pause).toBe(long);
    expect(applyEvents(paused, [{ type: 'paused', pause: null }]).pause).toBeNull();
    expect(endRun(paused).pause).toBeNull();
  });
});
