import { describe, expect, it } from 'vitest';
import { columnsOf } from '@/components/divide-and-conquer/evaluation/columns';
import { problemRows } from '@/components/divide-and-conquer/evaluation/problem-rows';
import { measuring } from '@/components/divide-and-conquer/evaluation/snapshot';
import { trialsOfUnit } from '@/components/divide-and-conquer/evaluation/units';
import { recordedRun } from '@/components/trace/live-run';
import { type MeasuredColumn, modelsOf, needsResampling } from '@/components/workbench/evaluation/columns';
import { countErrors } from '@/components/workbench/evaluation/count-errors';
import { headline } from '@/components/workbench/evaluation/headline';
import { chosenPair, matrixColumns, pairSentence } from '@/components/workbench/evaluation/pairs';
import { points, pText } from '@/components/workbench/evaluation/words';
import { measure } from '@/lib/evaluation/measure';
import { allPairs, pair } from '@/lib/evaluation/paired';
import { errorKindsOf } from '@/lib/panels/divide-and-conquer/evaluation/error-kinds';
import { listProblems } from '@/lib/panels/divide-and-conquer/units';
import { panelExperiment } from '@/tests/support/panel-run';
import { type Answers, evaluated } from './run';
import { trial } from './trials';

const measured = (id: string, rights: boolean[], isSubject = false): MeasuredColumn => {
  const trials = rights.map((right, place) => ({
    ...trial({ problem: `${place}`, strategy: id, right }),
    root: `${place}`,
    error: null,
  }));
  const column = { id, label: id, color: 0, variant: 0, strategy: id, model: 'embedded/m', isSubject };
  return { column, trials, all: measure(trials, 'exact'), bySize: [] };
};
const right = (count: number, of: number) => Array.from({ length: of }, (_, place) => place < count);

describe('the headline', () => {
  it('names the best beside the first that is not, and finds evidence where there is some', () => {
    const columns = [measured('IO', right(3, 20)), measured('D', right(20, 20))];
    expect(headline(columns, 'exact', true)).toBe(
      'D solved 20 of 20, IO 3 of 20. Between D and IO the difference is statistically significant (p < 0.001).',
    );
  });

  it('says that there is no evidence where there is none', () => {
    const columns = [measured('IO', right(3, 4)), measured('D', right(4, 4))];
    expect(headline(columns, 'exact', true)).toContain('the difference is not statistically significant (p = 1).');
  });

  it('gives no verdict while the run goes on', () => {
    const columns = [measured('IO', right(0, 20)), measured('D', right(20, 20))];
    expect(headline(columns, 'exact', false)).toBe('So far: D solved 20 of 20, IO 0 of 20.');
  });

  it('says how dividing fared where it is neither best nor compared', () => {
    const columns = [
      measured('io', right(3, 9)),
      measured('cot', right(9, 9)),
      measured('self-consistency', right(4, 9)),
      measured('single-level', right(2, 9), true),
    ];
    expect(headline(columns, 'exact', false)).toBe('So far: cot solved 9 of 9, io 3 of 9, single-level 2 of 9.');
  });

  it('corrects for all pairs that are shown', () => {
    const columns = [measured('io', right(3, 20)), measured('b', right(10, 20)), measured('c', right(20, 20))];
    expect(headline(columns, 'exact', true)).toMatch(/\(p < 0\.001 after Holm\u2019s correction for 3 pairs\)\.$/);
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

describe('trials that were not answered', () => {
  /** The first `missing` trials of a column got no answer. */
  const spoiled = (id: string, rights: boolean[], missing: number, kind = 'endpoint-busy'): MeasuredColumn => {
    const made = measured(id, rights);
    const trials = made.trials.map((before, place) =>
      place < missing ? { ...trial({ problem: `${place}`, strategy: id, failed: kind }), root: `${place}` } : before,
    );
    return { ...made, trials, all: measure(trials, 'exact') };
  };
  const say = (a: MeasuredColumn, b: MeasuredColumn) => {
    const found = pair(a.trials, b.trials);
    return pairSentence({ a: a.column, b: b.column, ...found }, found.p, { pairs: 1, repeats: 1 });
  };

  it('leave a run of which nothing was answered without score, test and verdict', () => {
    const columns = [spoiled('IO', right(0, 30), 30), spoiled('D', right(0, 30), 30, 'timed-out')];
    expect(headline(columns, 'exact', true)).toBe(
      'Nothing was answered, so there is no score. 60 of 60 not answered: The endpoint stayed busy. (30) The model did not answer in time. (30)',
    );
    expect(say(...(columns as [MeasuredColumn, MeasuredColumn]))).toBe(
      'Not enough answered: IO and D have no problem that both answered.',
    );
  });

  it('are counted in the headline, whose test is of what both answered', () => {
    const columns = [spoiled('IO', right(0, 20), 5), spoiled('D', right(20, 20), 2)];
    expect(headline(columns, 'exact', true)).toBe(
      'D solved 18 of 18, IO 0 of 15. Between D and IO the difference is statistically significant (p < 0.001). 7 of 40 trials were not answered and are left out.',
    );
    expect(say(columns[1]!, columns[0]!)).toMatch(
      /^On 15 problems that both answered, only D was right on 15, only IO on 0\. Without 5 trials that one of the two did not answer\./,
    );
  });

  it('give no verdict where the two have no answered problem in common', () => {
    const other = measured('D', right(20, 20));
    const late = { ...other, trials: other.trials.slice(10), all: measure(other.trials.slice(10), 'exact') };
    const columns = [spoiled('IO', right(0, 11), 10), { ...late, trials: [...late.trials.slice(1)] }];
    expect(headline(columns, 'exact', true)).toContain(
      'Not enough answered: D and IO have no problem that both answered.',
    );
    expect(headline(columns, 'exact', true)).not.toMatch(/p [=<]/);
  });

  it('do not make the correction stricter for the pairs that can be tested', () => {
    const columns = [measured('a', right(3, 20)), measured('b', right(20, 20)), spoiled('c', right(0, 20), 20)];
    const pairs = allPairs(new Map(columns.map(({ column, trials }) => [column.id, trials])));
    expect(pairs.map(({ verdict }) => verdict)).toEqual(['b is better', 'not enough answered', 'not enough answered']);
    expect(pairs[0]?.corrected).toBe(pairs[0]?.p);
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
  const io = (prompt: string) => prompt.startsWith('What is') && !/What is \d \* \d\?/.test(prompt);
  const wrong: Answers = prompt => (io(prompt) ? '7' : undefined);

  async function live(settings = {}, answers = wrong) {
    const run = await evaluated(
      { problems: 'drawn', digits: ['2'], count: 4, strategies: ['io', 'divide-and-conquer'], ...settings },
      answers,
    );
    const { experiment, outcome, journal } = run;
    const units = await listProblems(experiment);
    return { experiment, units, journal, outcome, live: recordedRun(units, journal, outcome.results) };
  }
  const kinds = Object.keys(errorKindsOf());
  /** Kind, column and problems of every error. */
  const errorsOf = (columns: readonly MeasuredColumn[]) =>
    countErrors(columns, kinds).flatMap(({ kind, trials }) =>
      [...trials].map(([column, those]) => [kind, column.split(' ').at(-1), those.map(({ root }) => root)]),
    );

  it('is measured by column, its errors counted with the problems that they spoiled', async () => {
    const { live: shown, experiment } = await live();
    const { columns, metric, unit, repeats } = measuring.snapshotOf(shown, experiment);
    expect([metric, unit, repeats]).toEqual(['exact', 'digits', 1]);
    expect(columns.map(({ column, all }) => [column.strategy, all.correct, all.checked])).toEqual([
      ['io', 0, 4],
      ['divide-and-conquer', 4, 4],
    ]);
    expect(columns.map(({ all }) => all.calls)).toEqual([1, 7]);
    expect(errorsOf(columns)).toEqual([['answer-wrong', 'io', [...shown.units.keys()]]]);
  });

  it('counts every error by its kind, in the order of the kinds', async () => {
    const { live: shown, experiment } = await live({}, (prompt, temperature) => {
      if (prompt.startsWith('Compute')) return 'I would rather not.';
      return wrong(prompt, temperature);
    });
    const { columns } = measuring.snapshotOf(shown, experiment);
    const roots = [...shown.units.keys()];
    expect(errorsOf(columns)).toEqual([
      ['answer-wrong', 'io', roots],
      ['unparsable', 'divide-and-conquer', roots],
    ]);
    expect(columns.map(({ all }) => all.failed)).toEqual([0, 4]);
    expect(errorsOf([])).toEqual([]);
  });

  it('is scored by size, small sizes first', async () => {
    const { live: shown, experiment } = await live({ digits: ['2', '1'] });
    const { columns } = measuring.snapshotOf(shown, experiment);
    expect(columns.map(({ bySize }) => bySize.map(({ size, score }) => [size, score?.share, score?.n]))).toEqual([
      [
        [1, 1, 2],
        [2, 0, 2],
      ],
      [
        [1, 1, 2],
        [2, 1, 2],
      ],
    ]);
  });

  it('is resampled only where intervals need that', async () => {
    const once = await live();
    expect(needsResampling(measuring.snapshotOf(once.live, once.experiment))).toBe(false);
    let asked = 0;
    const twice = await live({ repeats: 2 }, prompt => (io(prompt) && asked++ % 3 === 0 ? '7' : undefined));
    const snapshot = measuring.snapshotOf(twice.live, twice.experiment);
    expect(needsResampling(snapshot)).toBe(true);
    const [first] = snapshot.columns;
    expect(first?.all.score).toMatchObject({ n: 4, trials: 8, method: 'wilson' });
    expect(measuring.resampled(first!, snapshot).all.score).toMatchObject({
      ...{ n: 4, trials: 8, method: 'bootstrap', share: first?.all.score?.share },
    });
  });

  it('is measured as far as it is', async () => {
    const { experiment, units, journal, outcome } = await live();
    const early = recordedRun(units, journal, outcome.results.slice(0, 1));
    const { columns } = measuring.snapshotOf(early, experiment);
    expect(columns.map(({ all }) => all.trials)).toEqual([1, 1]);
    const none = measuring.snapshotOf(recordedRun(units, [], []), experiment);
    expect(none.columns.map(({ all }) => [all.trials, all.score])).toEqual([
      [0, null],
      [0, null],
    ]);
  });

  it('lists its problems, or those with an error only', async () => {
    const isFirst: Answers = prompt => (prompt.startsWith('What is') && asked++ === 0 ? '7' : undefined);
    let asked = 0;
    const { live: shown, experiment } = await live({ strategies: ['io'] }, isFirst);
    const all = columnsOf(experiment);
    const rows = problemRows(shown.units, experiment, all, false);
    expect(rows.map(({ root, status }) => [root, status])).toEqual(
      [...shown.units.keys()].map(key => [key, 'finished']),
    );
    expect(rows.map(({ truth }) => truth)).toEqual(
      rows.map(({ root }) => String(root.split(' × ').reduce((product, factor) => product * Number(factor), 1))),
    );
    expect(problemRows(shown.units, experiment, all, true).map(({ root }) => root)).toEqual([rows[0]?.root]);
    expect(problemRows(shown.units, experiment, [], false)).toHaveLength(0);
  });

  it('lists problems that have not ended, without answers, and not among the wrong ones', async () => {
    const { units, experiment } = await live();
    const waiting = recordedRun(units, [], []);
    const rows = problemRows(waiting.units, experiment, columnsOf(experiment), false);
    expect(rows.map(({ status, trials }) => [status, trials.size])).toEqual(Array(4).fill(['waiting', 0]));
    expect(problemRows(waiting.units, experiment, columnsOf(experiment), true)).toEqual([]);
  });

  it('reads a unit that has ended once', async () => {
    const { live: shown, experiment } = await live();
    const [trace] = shown.units.values();
    expect(trialsOfUnit(trace!, experiment.settings)).toBe(trialsOfUnit(trace!, experiment.settings));
  });
});

describe('the columns of an experiment', () => {
  const compare = [{ engine: 'webllm', model: 'Other-1B' }];
  const named = (settings: object, rest = {}) => columnsOf(panelExperiment(settings as never, rest));

  it('are the strategies that suit the task, each in a colour of its own', () => {
    const strategies = ['divide-and-conquer', 'io', 'tree-of-thoughts'];
    const columns = named({ strategies });
    expect(columns.map(({ strategy, isSubject }) => [strategy, isSubject])).toEqual([
      ['io', false],
      ['divide-and-conquer', true],
    ]);
    expect(new Set(columns.map(({ color }) => color)).size).toBe(2);
    // A strategy keeps its colour, whatever stands beside it.
    expect(named({ strategies: ['divide-and-conquer'] })[0]?.color).toBe(columns[1]?.color);
  });

  it('are those of every model, models outermost, told apart by their names', () => {
    const experiment = panelExperiment({ strategies: ['io', 'cot'] }, { compare });
    const columns = columnsOf(experiment);
    const titles = modelsOf(experiment).map(({ title }) => title);
    expect(titles).toHaveLength(2);
    const titleIn = (label: string) => titles.findIndex(title => label.endsWith(title));
    expect(columns.map(({ strategy, variant, label }) => [strategy, variant, titleIn(label)])).toEqual([
      ['io', 0, 0],
      ['cot', 0, 0],
      ['io', 1, 1],
      ['cot', 1, 1],
    ]);
    expect(new Set(columns.map(({ id }) => id)).size).toBe(4);
  });
});
