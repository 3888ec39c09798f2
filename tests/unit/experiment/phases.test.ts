import { describe, expect, it } from 'vitest';
import { Failure } from '@/lib/core/failure';
import type { EngineRef, Purpose } from '@/lib/engines/contract';
import { type JournalEntry, pathKey } from '@/lib/experiment/entry';
import type { RunEvent } from '@/lib/experiment/events';
import { createJournal } from '@/lib/experiment/journal';
import { decodeLink } from '@/lib/experiment/link';
import type { Experiment, Panel } from '@/lib/experiment/panel';
import { listUnits } from '@/lib/experiment/phases';
import { entryReader, parseEntry } from '@/lib/experiment/run-schema';
import { runExperiment } from '@/lib/experiment/runner';
import { defaultExperiment, parseExperiment } from '@/lib/experiment/spec';
import { encodeLink } from '@/lib/experiment/write-link';
import { words, wordsEngine } from '../../support/fixture-panel';
import type { ScriptedEngine } from '../../support/scripted-engine';

interface Setup {
  panel?: Panel;
  experiment?: Experiment;
  engine?: ScriptedEngine;
  open?: (ref: EngineRef, purpose: Purpose) => ScriptedEngine;
  journal?: ReturnType<typeof createJournal>;
  page?: AbortController;
  onEvent?: (event: RunEvent) => void;
}

async function run({ panel = words, experiment = defaultExperiment(words), page, ...setup }: Setup = {}) {
  const engine = setup.engine ?? wordsEngine();
  const journal = setup.journal ?? createJournal();
  const events: RunEvent[] = [];
  const outcome = await runExperiment({
    panel,
    experiment,
    openEngine: async (ref, purpose) => setup.open?.(ref, purpose) ?? engine,
    journal,
    signal: (page ?? new AbortController()).signal,
    onEvent(event) {
      events.push(event);
      setup.onEvent?.(event);
    },
  });
  return { ...outcome, engine, journal, events };
}

const unitsOf = (events: RunEvent[]) =>
  events.flatMap(event =>
    event.type === 'phase-started' ? [[event.phase, ...event.units.map(({ name }) => name)]] : [],
  );
const progressOf = (events: RunEvent[]) =>
  events.flatMap(event => (event.type === 'progress' ? [[event.done, event.total]] : []));

describe('an experiment of two phases', () => {
  it('lists the second from the results of the first', async () => {
    const { status, results, events } = await run();
    expect(status).toBe('finished');
    expect(unitsOf(events)).toEqual([
      ['describe', 'fox', 'dog', 'owl'],
      ['compare', 'fox: nearest', 'dog: nearest', 'owl: nearest'],
    ]);
    expect(progressOf(events)[0]).toEqual([0, 3]);
    expect(progressOf(events).at(-1)).toEqual([6, 6]);
    expect(results.map(({ name }) => name).slice(3)).toEqual(['fox: nearest', 'dog: nearest', 'owl: nearest']);
    expect(results.slice(3).every(({ value }) => (value as { alike: boolean }).alike)).toBe(true);
  });

  it('begins the second only when the first has ended', async () => {
    const { engine } = await run({ engine: wordsEngine({ can: { concurrency: 8 }, delay: (_, nth) => nth % 3 }) });
    expect(engine.calls.slice(0, 3).every(prompt => prompt.startsWith('Describe'))).toBe(true);
    expect(engine.calls.slice(3).every(prompt => prompt.startsWith('Is'))).toBe(true);
  });

  it('shows the second what failed in the first', async () => {
    const engine = wordsEngine({
      onCall: prompt => {
        if (prompt.includes('dog')) throw new Failure('context-exceeded');
      },
    });
    const { status, unanswered, results, events } = await run({ engine });
    expect([status, unanswered]).toEqual(['incomplete', 1]);
    expect(results.find(({ name }) => name === 'dog')?.failure?.kind).toBe('context-exceeded');
    expect(unitsOf(events)[1]).toEqual(['compare', 'fox: nearest', 'owl: nearest']);
  });

  it('stops with the reason where the second cannot be listed, and keeps the results of the first', async () => {
    const [first] = words.phases;
    const broken: Panel = {
      ...words,
      phases: [
        first,
        {
          name: 'compare',
          units: () => {
            throw new Failure('data-missing', 'gone');
          },
        },
      ],
    };
    const { status, failure, results } = await run({ panel: broken });
    expect([status, failure?.kind, results.length]).toEqual(['stopped', 'data-missing', 3]);
  });

  it('throws where the first cannot be listed', async () => {
    const empty = { ...defaultExperiment(words), settings: { words: '', style: 'short' } };
    await expect(run({ experiment: empty })).rejects.toMatchObject({ kind: 'data-missing' });
  });

  it('gives every unit a name of its own over all phases, and lists them alike without a run', async () => {
    const [first] = words.phases;
    const panel: Panel = { ...words, phases: [first, { name: 'again', units: first.units }], run: async () => 1 };
    const { events, results } = await run({ panel });
    expect(unitsOf(events)).toEqual([
      ['describe', 'fox', 'dog', 'owl'],
      ['again', 'fox 2', 'dog 2', 'owl 2'],
    ]);
    const listed = await listUnits(panel, defaultExperiment(words), results);
    expect(listed.map(({ name, units }) => [name, ...units.map(unit => unit.name)])).toEqual(unitsOf(events));
    const early = await listUnits(panel, defaultExperiment(words), results.slice(0, 2));
    expect(early.map(({ name }) => name)).toEqual(['describe']);
  });

  it('stopped in the second phase goes on there, without repeating a call or an embedding', async () => {
    const journal = createJournal();
    const page = new AbortController();
    const first = await run({
      journal,
      page,
      onEvent: event => event.type === 'entry' && event.entry.kind === 'embedding' && page.abort(),
    });
    expect(first.status).toBe('stopped');
    expect(first.engine.calls).toHaveLength(3);
    const second = await run({ journal });
    expect(second.status).toBe('finished');
    expect(second.engine.calls).toHaveLength(3);
    expect(first.engine.embedded.length + second.engine.embedded.length).toBe(3);
  });
});

describe('embedding', () => {
  it('is journaled, and replayed without an engine', async () => {
    const { journal, results } = await run();
    const kept = createJournal(JSON.parse(JSON.stringify(journal.entries())) as JournalEntry[]);
    const again = await run({ journal: kept });
    expect(again.results).toEqual(results);
    expect([again.engine.calls, again.engine.embedded, again.engine.loads()]).toEqual([[], [], 0]);
    for (const entry of kept) expect(parseEntry(entry)).toEqual(entry);
  });

  it('asks again where the texts are others', async () => {
    const { journal } = await run();
    const other = createJournal(journal.entries().filter(({ kind, path }) => kind !== 'call' || path[0] !== 'dog'));
    const engine = wordsEngine({ answer: () => 'Another answer.' });
    await run({ journal: other, engine });
    expect(engine.embedded).toHaveLength(3);
  });

  it('uses the embedder beside the model, both loaded', async () => {
    const opened: string[] = [];
    const engines = { answer: wordsEngine({ id: 'scripted/answer' }), embed: wordsEngine({ id: 'scripted/embed' }) };
    const experiment = { ...defaultExperiment(words), embedder: { engine: 'webllm' as const, model: 'small' } };
    const { journal, events } = await run({
      experiment,
      open(ref, purpose) {
        opened.push(`${purpose} ${ref.model}`);
        return engines[purpose];
      },
    });
    expect(new Set(opened)).toEqual(new Set(['answer loupe-arithmetic', 'embed small']));
    expect([engines.answer.embedded.length, engines.embed.embedded.length, engines.embed.calls.length]).toEqual([
      0, 3, 0,
    ]);
    expect([engines.answer.loads(), engines.embed.loads()].every(count => count > 0)).toBe(true);
    const by = (kind: string) =>
      new Set(journal.entries().flatMap(entry => (entry.kind === kind && 'engine' in entry ? [entry.engine] : [])));
    expect(by('call')).toEqual(new Set(['scripted/answer']));
    expect(by('embedding')).toEqual(new Set(['scripted/embed']));
    expect(events.some(({ type }) => type === 'not-stored')).toBe(false);
  });

  it('stops the run with the reason on an engine without embeddings', async () => {
    const { embed: _embed, ...engine } = wordsEngine();
    const { status, failure, results } = await run({ engine });
    expect([status, failure?.kind, results.length]).toEqual(['stopped', 'embedding-unsupported', 3]);
  });

  it('stops where the engine gives another number of vectors', async () => {
    const engine = { ...wordsEngine(), embed: async () => [] };
    expect((await run({ engine })).failure?.kind).toBe('embedding-unsupported');
  });
});

describe('roles', () => {
  it('are journaled for every name of a path, and told of calls in flight', async () => {
    const { journal, events } = await run();
    const roles = Object.fromEntries(journal.entries().map(({ path, roles }) => [pathKey(path), roles]));
    expect(roles['fox / describe']).toEqual(['unit', 'solve']);
    expect(roles['fox: nearest / embed']).toEqual(['unit', 'retrieve']);
    expect(roles['fox: nearest / nearest']).toEqual(['unit', 'choose']);
    expect(roles['fox: nearest / check / answer']).toEqual(['unit', 'part', 'vote']);
    const started = events.filter(event => event.type === 'call-started');
    expect(started).toHaveLength(6);
    for (const { path, roles: told } of started) expect(told).toEqual(roles[pathKey(path)]);
  });
});

describe('a link and a journal of version 1', () => {
  const old = { version: 1, panel: 'words', settings: { list: ' cat  hen ', style: 'long' } };

  it('keep their meaning', async () => {
    const experiment = parseExperiment(old, words);
    expect(experiment).toMatchObject({ panelVersion: 2, settings: { words: 'cat, hen', style: 'long' } });
    const entry = entryReader(words, 1)({ kind: 'value', path: ['cat', 'x'], value: 1 });
    expect(entry.roles).toEqual(['unit', 'old x']);
    expect(entryReader(words, 2)({ kind: 'value', path: ['cat', 'x'], value: 1 }).roles).toBeUndefined();
    expect(decodeLink(encodeLink(experiment, words), words)).toEqual(experiment);
  });

  it('are refused by name where their settings were never valid, or a newer panel wrote them', () => {
    const invalid = { ...old, settings: { list: 'CAT', style: 'long' } };
    expect(() => parseExperiment(invalid, words)).toThrow(expect.objectContaining({ kind: 'experiment-invalid' }));
    const newer = { ...old, panelVersion: 3 };
    expect(() => parseExperiment(newer, words)).toThrow(expect.objectContaining({ kind: 'link-version' }));
  });
});
