import { describe, expect, it } from 'vitest';
import { Failure } from '@/lib/core/failure';
import { atOnce, inSlices } from '@/lib/core/steps';
import { createJournal } from '@/lib/experiment/journal';
import { mentionSet } from '@/lib/panels/ner/metrics/mention-set';
import { exactSpans } from '@/lib/panels/ner/metrics/spans';
import { changeSteps } from '@/lib/panels/ner/report/changes';
import {
  compareSystems,
  labelReportSteps,
  reportSteps,
  scoreSteps,
  scoreTests,
} from '@/lib/panels/ner/report/comparison';
import { errorSteps } from '@/lib/panels/ner/report/error-list';
import { ledgerOf, moneyOf } from '@/lib/panels/ner/report/ledger';
import { loopOf } from '@/lib/panels/ner/report/loop';
import { roundSteps } from '@/lib/panels/ner/report/rounds';
import type { System } from '@/lib/panels/ner/report/systems';
import { systemOf } from '@/lib/panels/ner/report/systems';
import { verdictSteps } from '@/lib/panels/ner/report/verdict';
import { harbourRegistry, runHarbour } from '../../../support/ner-run';
import { judged } from './judged';

const settings = {
  retrievals: ['nearest'],
  demonstrations: 6,
  selection: { 'sample-threshold': { threshold: 5 } },
};

async function finished(run: Parameters<typeof runHarbour>[0] = { settings }) {
  const ran = await runHarbour(run);
  const loop = loopOf(ran.experiment, ran.outcome.results, harbourRegistry);
  const systems = loop.conditions.map(systemOf);
  return { ...ran, loop, systems, scores: scoreTests(systems, loop.tests, loop.labels, mentionSet) };
}

describe('the results of a run', () => {
  it('are the same at once and in slices', async () => {
    const { loop, systems, scores, experiment } = await finished();
    const sliced = await inSlices(scoreSteps(systems, loop.tests, loop.labels, mentionSet));
    expect(sliced).toEqual(scores);
    expect(await inSlices(reportSteps(sliced, experiment.seed))).toEqual(
      compareSystems(systems, loop.tests, loop.labels, mentionSet, experiment.seed),
    );
  });

  it('stop between two steps when they are no longer wanted', async () => {
    const { loop, systems } = await finished();
    const stop = new AbortController();
    stop.abort();
    await expect(inSlices(scoreSteps(systems, loop.tests, loop.labels, mentionSet), stop.signal)).rejects.toMatchObject(
      { kind: 'cancelled' },
    );
  });

  it('compare with any system, and correct for as many comparisons as there are', async () => {
    const { scores, experiment } = await finished({ settings: { ...settings, retrievals: ['nearest', 'random'] } });
    const gold = scores.find(({ system }) => system.source === 'gold');
    const reports = atOnce(reportSteps(scores, experiment.seed, gold?.system.id));
    expect(reports.map(({ comparison }) => comparison?.n ?? null)).toEqual([4, 4, 4, null, 4]);
    const none = reports[0]?.comparison;
    expect(none?.difference.value).toBeLessThan(0);
    const alone = atOnce(reportSteps(gold && scores[0] ? [scores[0], gold] : [], experiment.seed, gold?.system.id));
    // The smallest of four p-values is multiplied by four.
    expect(none?.p).toBeCloseTo(Math.min(1, 4 * (alone[0]?.comparison?.p ?? 1)));
  });

  it('have a row for each label, and none for a metric that does not look at labels', async () => {
    const { loop, systems, scores, experiment } = await finished();
    const reports = atOnce(labelReportSteps(scores, experiment.seed));
    expect(reports.map(({ label, gold, intervals }) => [label, gold, intervals.length])).toEqual([
      ['Person', 2, 3],
      ['Ship', 2, 3],
    ]);
    const ship = scores[0]?.evaluation.byLabel.get('Ship')?.score.f1;
    expect(reports[1]?.intervals[0]?.interval.value).toBe(ship);
    const blind = scoreTests(systems, loop.tests, loop.labels, exactSpans);
    expect(atOnce(labelReportSteps(blind, experiment.seed))).toEqual([]);
  });
});

describe('the verdict on demonstrations', () => {
  it('takes the best way, and says how many lowered F1', async () => {
    const { scores } = await finished();
    const verdict = atOnce(verdictSteps(scores));
    expect(verdict).toMatchObject({ ways: 1, lower: 0, n: 4, comparisons: 2 });
    expect(verdict?.best.system.source).toBe('self');
    expect(verdict?.difference).toBeGreaterThan(0);
  });

  it('is none where the run has no such conditions', async () => {
    const { scores } = await finished({ settings: { ...settings, baselines: ['gold'] } });
    expect(atOnce(verdictSteps(scores))).toBeNull();
  });
});

describe('what changed in a sentence', () => {
  const gold = [
    ['Aldona', 'Ship'],
    ['Osk', 'Person'],
  ] as const;
  const text = 'Aldona and Osk were late.';
  const system = (id: string, predicted: readonly (readonly [string, string])[]): System => ({
    ...{ id, title: id, source: 'other' },
    judge: () => judged(text, gold, predicted),
  });
  const test = {
    unit: 't1',
    value: {
      kind: 'test' as const,
      conditions: {},
      sentence: {
        ...{ id: 't1', text },
        entities: [
          { start: 0, end: 6, label: 'Ship' },
          { start: 11, end: 14, label: 'Person' },
        ],
      },
    },
  };

  it.each([
    ['the label is right now', [['Aldona', 'Person']], [['Aldona', 'Ship']], 'better', 1],
    ['one is no longer found', [['Aldona', 'Ship']], [], 'worse', 2],
    ['another one is found', [['Aldona', 'Ship']], [['Osk', 'Person']], 'other', 1],
    ['nothing changed', [['Osk', 'Person']], [['Osk', 'Person']], 'same', 1],
    ['a wrong one is gone', [['late', 'Ship']], [], 'better', 2],
    ['a wrong one is new', [], [['Brisk', 'Ship']], 'worse', 3],
  ] as [string, [string, string][], [string, string][], string, number][])(
    '%s',
    (_, before, after, comparison, mistakes) => {
      const [found] = atOnce(changeSteps(system('after', after), system('before', before), [test]));
      expect([found?.against?.comparison, found?.mistakes]).toEqual([comparison, mistakes]);
    },
  );

  it('is unknown where one of the two has no answer', async () => {
    const { loop, systems } = await finished({
      settings,
      script: {
        onCall(prompt) {
          if (prompt.endsWith('Text: We met Nell Voss there.\nAnswer:') && !prompt.includes('{"'))
            throw new Failure('timed-out');
        },
      },
    });
    const [none, self] = systems;
    if (!none || !self) throw new Error('There are no conditions.');
    const all = atOnce(changeSteps(self, none, loop.tests));
    expect(all.map(({ judged: found, against }) => [found !== null, against !== null])).toEqual([
      [true, true],
      [true, false],
      [true, true],
      [true, true],
    ]);
  });
});

it('counts every predicted mention once, as right or as one error', async () => {
  const { loop, systems } = await finished({ settings: { ...settings, answers: 1 } });
  for (const { system, right, kinds } of atOnce(errorSteps(systems, loop.tests))) {
    const predicted = loop.tests.reduce(
      (sum, { value }) => sum + (system.judge(value)?.predicted.mentions.size ?? 0),
      0,
    );
    const wrong = [...kinds].filter(([kind]) => kind !== 'missed').reduce((sum, [, cases]) => sum + cases.length, 0);
    expect(right + wrong).toBe(predicted);
    for (const [kind, cases] of kinds) for (const one of cases) expect(one.kind).toBe(kind);
  }
});

it('tells what each round added to a pool, and how much of it is right', async () => {
  const { loop } = await finished({ settings: { ...settings, rounds: 2 } });
  const [first, second] = atOnce(roundSteps(loop));
  expect(first).toMatchObject({ round: 1, annotated: 6 });
  const [one] = first?.additions ?? [];
  const [two] = second?.additions ?? [];
  expect(second?.annotated).toBe(6 - (one?.joined ?? 0));
  expect(one?.pool).toBe(one?.joined);
  expect(two?.pool).toBe((one?.joined ?? 0) + (two?.joined ?? 0));
  expect(two?.pool).toBe(loop.pools[0]?.state.pool.length);
  expect(one?.right).toBe(one?.entities);
  expect(one?.entities).toBeGreaterThan(0);
});

describe('the ledger', () => {
  it('has no gain where the run does not measure without demonstrations', async () => {
    const { journal, scores } = await finished({ settings: { ...settings, baselines: ['gold'] } });
    const rows = ledgerOf(journal.entries(), scores);
    expect(rows.map(({ stage, gain }) => [stage, gain])).toEqual([
      ['annotate', null],
      ['self sample-threshold nearest', null],
      ['gold nearest', null],
    ]);
  });

  it('reads the calls of a large journal in time that grows with their number only', async () => {
    const { journal, scores } = await finished();
    const entries = [...journal.entries()];
    const many = createJournal(
      Array.from({ length: 3000 }, (_, copy) =>
        entries.map(entry => ({ ...entry, path: [`${copy} ${entry.path[0]}`, ...entry.path.slice(1)] })),
      ).flat(),
    );
    const rows = ledgerOf(many, scores);
    expect(rows.map(({ cost }) => cost.calls)).toEqual([90_000, 12_000, 12_000, 12_000]);
  });

  it('costs money where the tokens are known', () => {
    const cost = { calls: 2, promptTokens: 3e6, completionTokens: 1e6, totalCallTime: 0, criticalPath: 0 };
    const prices = { promptTokens: 2, completionTokens: 5 };
    expect(moneyOf({ ...cost, isCounted: true }, prices)).toBe(11);
    expect(moneyOf({ ...cost, isCounted: false }, prices)).toBeNull();
  });
});
