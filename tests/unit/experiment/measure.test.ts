import { describe, expect, it } from 'vitest';
import { Failure } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import { createRecordedEngine } from '@/lib/engines/recorded';
import { valueBounds } from '@/lib/experiment/bounds';
import { type JournalEntry, pathKey } from '@/lib/experiment/entry';
import type { RunEvent } from '@/lib/experiment/events';
import { createJournal } from '@/lib/experiment/journal';
import type { Panel } from '@/lib/experiment/panel';
import { parseEntry } from '@/lib/experiment/run-schema';
import { runExperiment } from '@/lib/experiment/runner';
import { defaultExperiment } from '@/lib/experiment/spec';
import { words } from '../../support/fixture-panel';
import { scriptedEngine } from '../../support/scripted-engine';

/** A panel whose units are measured: the length of a word. */
const panel: Panel = {
  ...words,
  phases: [{ name: 'measure', units: () => ['fox', 'zebra'].map(name => ({ name, input: name })) }],
  run: async ({ input }, _experiment, scope) => ({ length: await scope.measure('ruler', input, { role: 'probe' }) }),
};

const ruler = (onMeasure: () => void = () => {}) =>
  scriptedEngine({
    answer: () => '',
    measure: ({ input }, onPart) => {
      onMeasure();
      for (const letter of String(input)) onPart(letter);
      return String(input).length;
    },
  });

async function run(engine = ruler(), journal = createJournal(), input?: Json) {
  const events: RunEvent[] = [];
  const measured: Panel = input === undefined ? panel : { ...panel, run: async (_unit, _experiment, scope) => scope.measure('ruler', input) }; // prettier-ignore
  const outcome = await runExperiment({
    panel: measured,
    experiment: defaultExperiment(panel),
    openEngine: async () => engine,
    journal,
    signal: new AbortController().signal,
    onEvent: event => events.push(event),
  });
  return { ...outcome, engine, journal, events };
}

describe('a measurement', () => {
  it('is journaled with what was asked, its role and its parts on the way', async () => {
    const { journal, results, events } = await run();
    expect(results.map(({ value }) => value)).toEqual([{ length: 3 }, { length: 5 }]);
    const [entry] = journal.unit('zebra');
    expect(entry).toMatchObject({ kind: 'measurement', request: { instrument: 'ruler', input: 'zebra' }, value: 5 });
    expect(entry?.roles).toEqual(['unit', 'probe']);
    const parts = events.flatMap(event =>
      event.type === 'part' && pathKey(event.path) === 'fox / measure' ? [event.part] : [],
    );
    expect(parts).toEqual(['f', 'o', 'x']);
    const stored: unknown = JSON.parse(JSON.stringify(entry));
    expect(parseEntry(stored)).toEqual(entry);
    expect(() => parseEntry({ ...(stored as JournalEntry), hash: 'another' })).toThrow('must be that of the request');
  });

  it('is not made again by a run that resumes, nor by one that replays a recording', async () => {
    const { journal } = await run();
    const again = await run(ruler(), createJournal(journal.entries().slice(0, 1)));
    expect(again.engine.measured.map(({ input }) => input)).toEqual(['zebra']);
    const recording = createRecordedEngine(
      [],
      [],
      journal.entries().filter(entry => entry.kind === 'measurement'),
    );
    const replayed = await runExperiment({
      panel,
      experiment: defaultExperiment(panel),
      openEngine: async () => recording,
      journal: createJournal(),
      signal: new AbortController().signal,
      onEvent() {},
    });
    expect(replayed.results.map(({ value }) => value)).toEqual([{ length: 3 }, { length: 5 }]);
  });

  it('stops the run with the reason on an engine that cannot measure', async () => {
    const { status, failure } = await run(scriptedEngine({ answer: () => '' }));
    expect([status, failure?.kind]).toEqual(['stopped', 'measuring-unsupported']);
  });

  it('is begun once more where the worker is lost, and no more than that', async () => {
    let left = 1;
    const lose = () => {
      if (left-- > 0) throw new Failure('worker-died');
    };
    const { status, events } = await run(ruler(lose));
    expect(status).toBe('finished');
    expect(events.filter(({ type }) => type === 'engine-lost')).toHaveLength(1);
    left = 4;
    expect((await run(ruler(lose))).failure?.kind).toBe('worker-died');
  });

  it('refuses an input that a journal cannot hold, before anything is measured', async () => {
    const long = 'x'.repeat(valueBounds.text + 1);
    const { engine, results } = await run(ruler(), createJournal(), long);
    expect(engine.measured).toEqual([]);
    expect(results.every(({ failure }) => failure?.detail.includes('valueBounds'))).toBe(true);
  });
});
