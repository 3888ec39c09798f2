import { describe, expect, it } from 'vitest';
import { recordedRun } from '@/components/trace/live-run';
import { columnsOf } from '@/components/divide-and-conquer/evaluation/columns';
import { countErrors } from '@/components/workbench/evaluation/count-errors';
import { headline } from '@/components/workbench/evaluation/headline';
import { chosenPair, matrixColumns, pairSentence } from '@/components/workbench/evaluation/pairs';
import { problemRows } from '@/components/divide-and-conquer/evaluation/problem-rows';
import { snapshotOf, type MeasuredColumn } from '@/components/divide-and-conquer/evaluation/snapshot';
import { trialsOfUnit } from '@/components/divide-and-conquer/evaluation/units';
import { points, pText } from '@/components/workbench/evaluation/words';
import { measure } from '@/lib/evaluation/measure';
import { pair } from '@/lib/evaluation/paired';
import { divideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';
import { evaluated } from './run';
import { trial } from './trials';

const measured = (id: string, rights: boolean[]): MeasuredColumn => {
  const trials = rights.map((right, place) => ({
    ...trial({ problem: `${place}`, strategy: id, right }),
    root: `${place}`,
    error: null,
  }));
  const column = { id, label: id, color: 0, variant: 0, strategy: id, model: 'embedded/m' };
  return { column, trials, all: measure(trials, 'exact'), bySize: [] };
};
const right = (count: number, of: number) => Array.from({ length: of }, (_, place) => place < count);

describe('the headline', () => {
  it('names the best beside the first that is not, and finds evidence where there is some', () => {
    const columns = [measured('IO', right(3, 20)), measured('D', right(20, 20))];
    expect(headline(columns, 'exact', true)).toBe(
      'D solved 20 of 20, IO 3 of 20. Between D and IO that is evidence of a difference (p < 0.001).',
    );
  });

  it('says that there is no evidence where there is none', () => {
    const columns = [measured('IO', right(3, 4)), measured('D', right(4, 4))];
    expect(headline(columns, 'exact', true)).toContain('no evidence of a difference (p = 1)');
  });

  it('gives no verdict while the run goes on', () => {
    const columns = [measured('IO', right(0, 20)), measured('D', right(20, 20))];
    expect(headline(columns, 'exact', false)).toBe('So far: D solved 20 of 20, IO 0 of 20.');
  });

  it('says how dividing fared where it is neither best nor compared', () => {
    const columns = [measured('io', right(3, 9)), measured('cot', right(9, 9)), measured('single-level', right(2, 9))];
    expect(headline(columns, 'exact', false)).toBe('So far: cot solved 9 of 9, io 3 of 9, single-level 2 of 9.');
  });

  it('has words for ties, for one strategy, for none right and for nothing that can be checked', () => {
    expect(headline([measured('a', right(2, 2)), measured('b', right(2, 2))], 'exact', true)).toContain(
      'tells them apart',
    );
    expect(headline([measured('a', right(1, 2))], 'exact', true)).toMatch(
      /^a solved 1 of 2 \(50\u202f%; 95\u202f% interval/,
    );
    expect(headline([measured('a', right(0, 2)), measured('b', right(0, 2))], 'exact', true)).toBe(
      'No strategy solved any problem.',
    );
    const unchecked = { ...trial({ problem: 'p', right: null }), root: 'p', error: null };
    const column = { ...measured('a', []), trials: [unchecked], all: measure([unchecked], 'checked') };
    expect(headline([column], 'checked', true)).toContain('None of the answers can be checked');
    expect(headline([measured('a', [])], 'exact', true)).toBe('No problem has ended yet.');
  });
});

describe('pairs', () => {
  const columns = [measured('IO', right(3, 20)), measured('C', right(19, 20)), measured('D', right(20, 20))];

  it('begin with the best beside the first, and never pair a column with itself', () => {
    expect(chosenPair(columns, {}).map(column => column?.column.id)).toEqual(['D', 'IO']);
    expect(chosenPair(columns, { a: 'IO', b: 'IO' }).map(column => column?.column.id)).toEqual(['IO', 'C']);
    expect(chosenPair(columns.slice(0, 1), {}).map(column => column?.column.id)).toEqual(['IO', undefined]);
  });

  it('are all of the columns, or of one model where those are many', () => {
    expect(matrixColumns(columns, columns[0], columns[1])).toHaveLength(3);
    const many = ['x', 'y'].flatMap(model =>
      ['a', 'b', 'c', 'd', 'e'].map(id => {
        const made = measured(`${model}${id}`, []);
        return { ...made, column: { ...made.column, model } };
      }),
    );
    expect(matrixColumns(many, many[0], many[9]).map(({ column }) => column.id)).toEqual([
      'xa',
      'xb',
      'xc',
      'xd',
      'xe',
      'ye',
    ]);
  });

  it('are told with their counts, and without evidence are not called equal', () => {
    const [io, c, d] = columns as [MeasuredColumn, MeasuredColumn, MeasuredColumn];
    const say = (a: MeasuredColumn, b: MeasuredColumn) =>
      pairSentence({ a: a.column, b: b.column, ...pair(a.trials, b.trials) }, pair(a.trials, b.trials).p, {
        pairs: 1,
        repeats: 1,
      });
    expect(say(d, io)).toMatch(
      /only D was right on 17, only IO on 0.*\+85 percentage points.*evidence that D does better/,
    );
    expect(say(d, c)).toMatch(/no evidence of a difference.*no evidence that they are equal either/);
  });
});

it('figures have their signs, and small p no false digits', () => {
  expect([0.85, -0.025, 0.0004].map(points)).toEqual(['+85', '\u22122.5', '0']);
  expect([0.00002, 0.0312, 1].map(pText)).toEqual(['p < 0.001', 'p = 0.031', 'p = 1']);
});

describe('a run on the page', () => {
  async function live() {
    const run = await evaluated(
      { problems: 'drawn', digits: ['2'], count: 4, strategies: ['io', 'divide-and-conquer'] },
      prompt => (prompt.startsWith('What is') && !/What is \d \* \d\?/.test(prompt) ? '7' : undefined),
    );
    const experiment = run.experiment as never;
    const units = await divideAndConquerPanel.phases[0].units(run.experiment, {});
    return {
      experiment,
      live: recordedRun(units, run.journal.entries(), run.outcome.results),
      results: run.outcome.results,
    };
  }

  it('is measured by column, its errors counted with the problems that they spoiled', async () => {
    const { live: shown, experiment } = await live();
    const { columns } = snapshotOf(shown, experiment);
    expect(columns.map(({ column, all }) => [column.strategy, all.correct, all.checked])).toEqual([
      ['io', 0, 4],
      ['divide-and-conquer', 4, 4],
    ]);
    const [kind, ...others] = countErrors(columns);
    expect(others).toEqual([]);
    expect(kind?.kind).toBe('answer-wrong');
    expect([...(kind?.trials.values() ?? [])].flat().map(({ root }) => root)).toEqual([...shown.units.keys()]);
  });

  it('lists its problems, or those with an error only', async () => {
    const { live: shown, experiment } = await live();
    const all = columnsOf(experiment);
    expect(problemRows(shown.units, experiment, all, false)).toHaveLength(4);
    expect(problemRows(shown.units, experiment, all, true)).toHaveLength(4);
    expect(problemRows(shown.units, experiment, [], false)).toHaveLength(0);
  });

  it('reads a unit that has ended once', async () => {
    const { live: shown, experiment } = await live();
    const [trace] = shown.units.values();
    const { settings } = experiment as { settings: never };
    expect(trialsOfUnit(trace!, settings)).toBe(trialsOfUnit(trace!, settings));
  });
});
