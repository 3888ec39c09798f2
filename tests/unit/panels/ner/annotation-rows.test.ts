import { describe, expect, it } from 'vitest';
import { Failure } from '@/lib/core/failure';
import { atOnce } from '@/lib/core/steps';
import { answerName } from '@/lib/panels/ner/program';
import { type AnnotationRow, annotationRowSteps, type UnitProgress } from '@/lib/panels/ner/report/annotation-rows';
import { loopOf } from '@/lib/panels/ner/report/loop';
import {
  byDisagreement,
  countRows,
  everyRow,
  filterRows,
  type RowFilter,
  sortRows,
  standings,
} from '@/lib/panels/ner/report/row-filters';
import { voteOn } from '@/lib/panels/ner/report/votes';
import { readAnswer } from '@/lib/panels/ner/result';
import { harbourRegistry, runHarbour } from '../../../support/ner-run';

const settings = { retrievals: ['nearest'], demonstrations: 6 };
type Run = Awaited<ReturnType<typeof runHarbour>>;

/** The rows of a run after the first `most` events. */
function rowsAfter({ experiment, events, outcome }: Run, most = Infinity): AnnotationRow[] {
  const units = new Map<string, UnitProgress & { answered: Map<string, unknown> }>();
  const ended = new Set<string>();
  for (const event of events.slice(0, most)) {
    if (event.type === 'phase-started')
      for (const { name, input } of event.units) {
        const answered = new Map<string, unknown>();
        const answers = () =>
          [1, 2, 3, 4, 5].map(number => readAnswer((answered.get(answerName(number)) ?? null) as never));
        units.set(name, { unit: name, input: input ?? null, state: 'waiting', answers, answered });
      }
    if (event.type === 'unit-started') units.get(event.name)!.state = 'running';
    if (event.type === 'entry' && event.entry.kind === 'call')
      units.get(event.entry.path[0] ?? '')?.answered.set(event.entry.path[1] ?? '', event.entry.parsed);
    if (event.type === 'unit-finished') {
      units.get(event.result.name)!.state = event.result.failure ? 'failed' : 'done';
      ended.add(event.result.name);
    }
  }
  const results = outcome.results.filter(({ name }) => ended.has(name));
  const { latest } = loopOf(experiment, results, harbourRegistry);
  return atOnce(annotationRowSteps(units.values(), latest, experiment.settings, harbourRegistry));
}

/** A model whose five answers differ as each test says. */
const answering = (answers: (sentence: string, nth: number) => string) => {
  const asked = new Map<string, number>();
  return (request: { messages: readonly { content: string }[] }) => {
    const query = /Text: ([^\n]*)\nAnswer:$/.exec(request.messages.at(-1)?.content ?? '')?.[1] ?? '';
    const nth = (asked.get(query) ?? 0) + 1;
    asked.set(query, nth);
    return answers(query, nth);
  };
};

const mixed = () =>
  answering((sentence, nth) => {
    if (sentence.startsWith('The ship Aldona')) return '[{"Aldona": "Ship"}]';
    if (sentence.startsWith('Captain')) return nth <= 3 ? '[{"Nell Voss": "Person"}]' : '[{"Nell": "Person"}]';
    if (sentence.startsWith('The ship Brisk')) return '[{"Moby": "Ship"}, {"Osk": "Person"}]';
    if (sentence.startsWith('It rained')) return nth === 2 ? '[{"x": y}]' : '[]';
    return '[]';
  });

describe('the sentences while and after they are annotated', () => {
  it('have a row each, whose counts add up', async () => {
    const run = await runHarbour({
      settings,
      script: {
        answer: mixed(),
        finish: ({ messages }) => (messages.at(-1)?.content.includes('Aldona was old') ? 'length' : 'stop'),
        onCall: prompt => {
          if (prompt.includes('Nobody saw')) throw new Failure('timed-out');
        },
      },
    });
    const rows = sortRows(rowsAfter(run), 5, new Set(['u1']));
    expect(rows.map(({ id, standing, traits }) => [id, standing, traits])).toEqual([
      ['u1', 'unanimous', ['by-hand']],
      ['u2', 'disputed', ['lost']],
      ['u3', 'unanimous', ['absent']],
      ['u4', 'disputed', ['none', 'unreadable']],
      ['u5', 'unanimous', ['none', 'cut']],
      ['u6', 'failed', []],
    ]);
    const counts = countRows(rows);
    expect(Object.values(counts.standings).reduce((sum, count) => sum + count, 0)).toBe(counts.all);
    expect(counts.rounds).toEqual([6]);
    for (const standing of Object.keys(standings) as (keyof typeof standings)[])
      expect(filterRows(rows, { ...everyRow, standing })).toHaveLength(counts.standings[standing]);
    expect(counts.traits).toEqual({ none: 2, lost: 1, absent: 1, unreadable: 1, cut: 1, 'by-hand': 1 });
  });

  it('are found by their words, their id, and by how much their answers disagree', async () => {
    const rows = sortRows(rowsAfter(await runHarbour({ settings, script: { answer: mixed() } })), 5, new Set());
    const found = (change: Partial<RowFilter>) => filterRows(rows, { ...everyRow, ...change }).map(({ id }) => id);
    expect(found({ search: 'ALDONA' })).toEqual(['u1', 'u5']);
    expect(found({ search: ' u3 ' })).toEqual(['u3']);
    expect(found({ trait: 'absent', standing: 'disputed' })).toEqual([]);
    // A name that is not in the sentence has no place, and agrees with nothing: u3 comes before u1.
    expect(found({ order: 'disagreement' })).toEqual(['u2', 'u3', 'u1', 'u4', 'u5', 'u6']);
    expect(byDisagreement([{ reading: null }, rows[1]!])[0]).toBe(rows[1]);
  });

  it('fill in as answers arrive, and then keep what they said', async () => {
    const run = await runHarbour({ settings, script: { answer: mixed() } });
    const seen = new Set<string>();
    for (let most = 0; most <= run.events.length; most++)
      for (const { id, state, reading } of rowsAfter(run, most))
        if (id === 'u2') seen.add(`${state} ${reading?.answers.length ?? 0}`);
    expect([...seen]).toEqual([
      'waiting 0',
      'running 0',
      'running 1',
      'running 2',
      'running 3',
      'running 4',
      'running 5',
      'done 5',
    ]);
  });

  it('show the latest round, and say when a later one goes on', async () => {
    const run = await runHarbour({
      settings: { ...settings, rounds: 2, selection: { 'sample-threshold': { threshold: 5 } } },
    });
    const begun = run.events.findIndex(event => event.type === 'unit-started' && event.name.endsWith('round 2'));
    const again = rowsAfter(run, begun + 1).find(({ later }) => later !== null);
    expect(again).toMatchObject({ round: 1, state: 'done', later: 2 });
    const ended = rowsAfter(run).find(({ id }) => id === again?.id);
    expect(ended).toMatchObject({ round: 2, later: null, unit: `${again?.id}, round 2` });
    expect(rowsAfter(run)).toHaveLength(6);
  });
});

describe('the vote on a mention', () => {
  const answer = (...pairs: [string, string][]) => ({ pairs, dropped: [], unreadable: null });

  it('tells what each answer says, also that it says nothing', () => {
    const vote = voteOn(
      'Alma',
      [
        answer(['Alma', 'Ship']),
        answer(['Alma', 'Person']),
        { pairs: [], dropped: [], unreadable: 'no list' },
        answer(['Nell', 'Person']),
        undefined,
        answer(['Alma', 'Person']),
      ],
      [{ mention: 'Alma', label: 'Person', votes: 2 }],
      6,
    );
    expect(vote.ballots.map(({ answer: at, label, unreadable }) => [at, label, unreadable])).toEqual([
      [1, 'Ship', null],
      [2, 'Person', null],
      [3, null, 'no list'],
      [4, null, null],
      [5, undefined, null],
      [6, 'Person', null],
    ]);
    expect(vote).toMatchObject({
      labels: [
        { label: 'Person', votes: 2 },
        { label: 'Ship', votes: 1 },
      ],
      named: 3,
      needed: 3,
      won: 'Person',
    });
  });
});
