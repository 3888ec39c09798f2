import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Span } from '@/lib/panels/ner/corpus';
import type { Counts, Judged } from '@/lib/panels/ner/metrics/contract';
import { mentionSet } from '@/lib/panels/ner/metrics/mention-set';
import { metrics } from '@/lib/panels/ner/metrics/registry';
import { scoreOf } from '@/lib/panels/ner/metrics/score';
import { exactSpans, partialSpans, strictSpans, typeOnly } from '@/lib/panels/ner/metrics/spans';
import { lenientTags, strictTags } from '@/lib/panels/ner/metrics/tagged';
import { compareScores, scoreInterval } from '@/lib/panels/ner/metrics/uncertainty';
import { oracleJson } from '../../../support/shared-cases';
import type { Pairs } from './judged';
import { evaluate, judged, place, placed, tagged } from './judged';
import { referenceColumns, referenceCsv, referenceTable } from './reference-table';

const labels = ['Person', 'Place'];
const total = (metric: (typeof metrics)[number], ...items: Judged[]): Counts =>
  evaluate(metric, items, labels).total.counts;

describe('mentions as a set', () => {
  const text = 'Ann met Bob in Ulm and Ulm .';

  it.each<[string, Pairs, Pairs, Counts]>([
    ['counts each once', [['Ulm', 'Place']], [['Ulm', 'Place']], { gold: 1, predicted: 1, correct: 1 }],
    [
      'ignores labels outside of the set',
      [],
      [
        ['Ulm', 'City'],
        ['Ann', 'O'],
      ],
      { gold: 0, predicted: 0, correct: 0 },
    ],
    ['asks for no such label either', [['Ulm', 'City']], [], { gold: 0, predicted: 0, correct: 0 }],
    [
      'counts absent mentions as wrong',
      [['Ann', 'Person']],
      [['Anna', 'Person']],
      { gold: 1, predicted: 1, correct: 0 },
    ],
    ['removes the empty mention', [['Ann', 'Person']], [['', 'Person']], { gold: 1, predicted: 0, correct: 0 }],
    ['looks at case', [['Ann', 'Person']], [['ann', 'Person']], { gold: 1, predicted: 1, correct: 0 }],
    ['looks at the label', [['Ann', 'Person']], [['Ann', 'Place']], { gold: 1, predicted: 1, correct: 0 }],
    [
      'does not believe a gold mention that is absent',
      [['Eve', 'Person']],
      [['Eve', 'Person']],
      { gold: 1, predicted: 1, correct: 0 },
    ],
  ])('%s', (_what, gold, predicted, counts) => {
    expect(total(mentionSet, judged(text, gold, predicted))).toEqual(counts);
  });

  it('has the table of the reference', () => {
    const rows = referenceTable(
      [
        judged(
          text,
          [
            ['Ann', 'Person'],
            ['Bob', 'Person'],
            ['Ulm', 'Place'],
          ],
          [
            ['Ann', 'Person'],
            ['Ulm', 'Person'],
          ],
        ),
      ],
      ['Person', 'Place', 'a, b'],
    );
    expect(referenceCsv(rows)).toBe(`${referenceColumns.join(',')}
Person,2,66.67,2,100.00,1,50.00,50.00,50.00
Place,1,33.33,0,0.00,0,0.00,0.00,0.00
"a, b",0,0.00,0,0.00,0,0.00,0.00,0.00
ToTal,3,100,2,100,1,50.00,33.33,40.00
`);
  });
});

describe('spans', () => {
  const credit = (gold: Span[], predicted: Span[]) =>
    [strictSpans, exactSpans, partialSpans, typeOnly].map(metric => total(metric, placed(gold, predicted)).correct);

  it.each<[string, Span[], Span[], number[]]>([
    ['all right', [place(0, 3)], [place(0, 3)], [1, 1, 1, 1]],
    ['a wrong label', [place(0, 3, 'x')], [place(0, 3, 'y')], [0, 1, 1, 0]],
    ['a wrong border', [place(0, 3)], [place(0, 4)], [0, 0, 0.5, 1]],
    ['both wrong', [place(0, 3, 'x')], [place(0, 4, 'y')], [0, 0, 0.5, 0]],
    ['side by side', [place(0, 3)], [place(3, 5)], [0, 0, 0, 0]],
    ['one across two', [place(0, 3), place(4, 6)], [place(0, 6)], [0, 0, 0.5, 1]],
    ['two inside one', [place(0, 6)], [place(0, 3), place(4, 6)], [0, 0, 0.5, 1]],
    ['a chain, of which all find one', [place(0, 4), place(5, 9)], [place(3, 6), place(0, 2)], [0, 0, 1, 2]],
    ['the same twice', [place(0, 3)], [place(0, 3), place(0, 3)], [1, 1, 1, 1]],
    ['the second of two equal texts', [place(0, 3)], [place(10, 13)], [0, 0, 0, 0]],
    ['nested ones', [place(0, 9), place(0, 3)], [place(0, 3), place(0, 9)], [2, 2, 2, 2]],
  ])('%s', (_what, gold, predicted, correct) => {
    expect(credit(gold, predicted)).toEqual(correct);
  });

  it('of a label outside of the set are wrong, and have a row', () => {
    const { byLabel, total: all } = evaluate(
      strictSpans,
      [placed([place(0, 3, 'Person')], [place(0, 3, 'City')])],
      labels,
    );
    expect([...byLabel.keys()]).toEqual(['Person', 'Place', 'City']);
    expect(all.counts).toEqual({ gold: 1, predicted: 1, correct: 0 });
  });

  const places = fc.uniqueArray(
    fc.tuple(fc.nat(6), fc.integer({ min: 1, max: 4 })).map(([start, length]) => place(start, start + length)),
    { maxLength: 4, selector: ({ start, end }) => `${start} ${end}` },
  );

  it('get the most credit that pairs can give', () => {
    /** Tries all ways to pair. */
    const best = (gold: Span[], predicted: Span[], worth: (a: Span, b: Span) => number): number => {
      const [first, ...others] = predicted;
      if (!first) return 0;
      return Math.max(
        best(gold, others, worth),
        ...gold.map((one, at) => worth(one, first) + best(gold.toSpliced(at, 1), others, worth)),
      );
    };
    const overlap = (a: Span, b: Span) => a.start < b.end && b.start < a.end;
    const same = (a: Span, b: Span) => a.start === b.start && a.end === b.end;
    fc.assert(
      fc.property(places, places, (gold, predicted) => {
        expect(credit(gold, predicted)).toEqual([
          best(gold, predicted, (a, b) => Number(same(a, b))),
          best(gold, predicted, (a, b) => Number(same(a, b))),
          best(gold, predicted, (a, b) => (same(a, b) ? 1 : Number(overlap(a, b)) / 2)),
          best(gold, predicted, (a, b) => Number(overlap(a, b))),
        ]);
      }),
    );
  });
});

describe('tags', () => {
  const scores = (gold: string, predicted: string) =>
    [lenientTags, strictTags].map(metric => evaluate(metric, [tagged(gold, predicted)], []).total.score);

  it('that begin with I are right for conlleval, and none for IOB2', () => {
    expect(scores('B-Phone I-Phone', 'I-Phone I-Phone')).toEqual([
      { precision: 1, recall: 1, f1: 1 },
      { precision: null, recall: 0, f1: 0 },
    ]);
  });

  it.each([
    ['B-x I-x O', 'B-x I-x O', 1, 1],
    ['B-x I-x O', 'B-x B-x O', 0, 0],
    ['B-x B-x O', 'B-x I-y O', 0.5, 2 / 3],
    ['O O O', 'O I-x O', 0, null],
  ])('%s against %s', (gold, predicted, lenient, strict) => {
    expect(scores(gold, predicted).map(({ f1 }) => f1)).toEqual([lenient, strict]);
  });

  it('are needed on both sides: a sentence without is not judged, and counts nowhere', () => {
    const { total, sentences } = evaluate(strictTags, [judged('a', [], []), tagged('B-x', 'B-x')], []);
    expect(sentences).toEqual([null, { gold: 1, predicted: 1, correct: 1 }]);
    expect(total.counts).toEqual({ gold: 1, predicted: 1, correct: 1 });
  });
});

describe('all metrics', () => {
  it('say what they forgive, and have ids of their own', () => {
    for (const { forgives } of metrics) expect(forgives).toMatch(/^Forgives .*\.$/);
    expect(new Set(metrics.map(({ id }) => id)).size).toBe(metrics.length);
  });

  it('have no score where there is nothing to divide by', () => {
    expect(scoreOf({ gold: 0, predicted: 0, correct: 0 })).toEqual({ precision: null, recall: null, f1: null });
    expect(scoreOf({ gold: 2, predicted: 0, correct: 0 })).toEqual({ precision: null, recall: 0, f1: 0 });
  });
});

describe('uncertainty', () => {
  const right = judged('Ann', [['Ann', 'Person']], [['Ann', 'Person']]);
  const wrong = judged('Ann', [['Ann', 'Person']], [['Ann', 'Place']]);
  const of = (...items: Judged[]) => evaluate(mentionSet, items, labels);
  const options = { seed: 3, resamples: 400 };

  it('comes from the sentences', () => {
    const few = scoreInterval(of(...Array(4).fill(right), ...Array(4).fill(wrong)), 'f1', options);
    const many = scoreInterval(of(...Array(40).fill(right), ...Array(40).fill(wrong)), 'f1', options);
    for (const interval of [few, many]) expect(interval.value).toBe(0.5);
    expect((many.high ?? 1) - (many.low ?? 0)).toBeLessThan((few.high ?? 0) - (few.low ?? 1));
  });

  it('of a difference is that of pairs', () => {
    const a = of(...Array(10).fill(right), ...Array(10).fill(wrong));
    const better = compareScores(of(...Array(20).fill(right)), a, 'f1', options);
    expect(better.n).toBe(20);
    expect(better.difference.value).toBe(0.5);
    expect(better.difference.low).toBeGreaterThan(0);
    // Ten sentences with two mistakes less each: 2 of 2^10 sign patterns are as extreme.
    expect(better.p).toBeCloseTo(2 / 1024, 12);
    expect(compareScores(a, a, 'recall', options)).toMatchObject({ p: 1, difference: { value: 0, low: 0, high: 0 } });
    expect(() => compareScores(a, of(right), 'f1', options)).toThrow(RangeError);
  });
});

describe('the reference implementation', () => {
  interface Item {
    sentence: string;
    gold: Pairs;
    prediction: Pairs;
  }
  type Rows = ReturnType<typeof referenceTable>;
  const toJudged = ({ sentence, gold, prediction }: Item) => judged(sentence, gold, prediction);

  it('writes the same tables', ({ skip }) => {
    const file = oracleJson<{
      labels: string[];
      columns: string[];
      recorded: { items: Item[]; rows: Rows }[];
      whole_pool_reference_run: { pool: string; rows: Rows }[];
      synthetic_reference_run: ((Item | { items: Item[] }) & { name: string; rows: Rows })[];
    }>('ner/e_metrics.json');
    const pool = oracleJson<{
      samples: { idx: number; sentence: string; gold: Pairs; scores: [string, string, number][] }[];
    }>('ner/pool_std_c5_500.json');
    const kept = oracleJson<{ samples: { idx: number; scores: [string, string, number][] }[] }>('ner/pool_296.json');
    if (!file || !pool || !kept) return skip();
    expect([...referenceColumns]).toEqual(file.columns);
    expect([file.recorded.length, file.synthetic_reference_run.length]).toEqual([10, 12]);
    for (const { items, rows } of file.recorded) expect(referenceTable(items.map(toJudged), file.labels)).toEqual(rows);
    for (const { name, rows, ...rest } of file.synthetic_reference_run)
      expect(referenceTable(('items' in rest ? rest.items : [rest]).map(toJudged), file.labels), name).toEqual(rows);

    /** Entities with at least so many votes, in the sentences of these scores. */
    const tableOf = (samples: (typeof kept)['samples'], least = 0) => {
      const sentences = new Map(pool.samples.map(sample => [sample.idx, sample]));
      const items = samples.map(({ idx, scores }) => {
        const predicted = scores.filter(([, , votes]) => votes >= least);
        const { sentence = '', gold = [] } = sentences.get(idx) ?? {};
        return judged(
          sentence,
          gold,
          predicted.map(([mention, label]) => [mention, label] as const),
        );
      });
      return referenceTable(items, file.labels);
    };
    const whole = new Map(file.whole_pool_reference_run.map(run => [run.pool, run.rows]));
    expect(tableOf(pool.samples)).toEqual(whole.get('std_c5_500'));
    expect(tableOf(pool.samples, 4)).toEqual(whole.get('std_c5_th_ent_4.0_500'));
    expect(tableOf(kept.samples)).toEqual(whole.get('std_c5_all_th_spl_4.0_296'));
  });
});
