import { describe, expect, it } from 'vitest';
import { atOnce } from '@/lib/core/steps';
import type { AnnotatedSentence } from '@/lib/panels/ner/annotations';
import { calibrationOf, calibrationSteps } from '@/lib/panels/ner/report/calibration';
import { marked } from '../../../support/ner-run';
import { oracleJson } from '../../../support/shared-cases';

const labels = ['Person', 'Ship'];

/** A sentence whose answers say these pairs, as often as told; the first of a mention won. */
const sentenceOf = (
  id: string,
  markup: string,
  pairs: readonly [mention: string, label: string, votes: number][],
  isGold = true,
): AnnotatedSentence => {
  const { text, entities } = marked(id, markup);
  const votes = pairs.map(([mention, label, count]) => ({ mention, label, votes: count }));
  return {
    unit: id,
    result: {
      kind: 'annotation',
      sentence: { id, text, entities: isGold && entities ? entities.map(span => ({ ...span })) : null },
      round: 1,
      answers: [],
      demonstrations: [],
    },
    tally: votes,
    voted: votes.filter(({ votes: count }) => count > 1),
  };
};

const some = [
  sentenceOf('a', '[Aldona](Ship) sank.', [['Aldona', 'Ship', 4]]),
  sentenceOf('b', '[Osk](Person) met Brisk.', [
    ['Osk', 'Person', 2],
    ['Brisk', 'Ship', 4],
    ['met', 'Place', 1],
  ]),
  sentenceOf('c', '[Nell](Person) left.', [['Nell', 'Person', 3]], false),
];

describe('the calibration of votes', () => {
  it('is measured on sentences with gold, and counts the others', async () => {
    const report = atOnce(calibrationSteps(some, 'voted', 4, labels, 1));
    expect(report).toMatchObject({ judged: 2, unjudged: 1, votes: { n: 3, right: 2 } });
    expect(report.votes.bins.map(({ confidence, n, right }) => [confidence, n, right])).toEqual([
      [0.5, 1, 1],
      [1, 2, 1],
    ]);
    expect(report.votes.ece).toBeCloseTo(0.5);
    expect(report.byLabel.map(({ label, votes }) => [label, votes.n, votes.right])).toEqual([
      ['Person', 1, 1],
      ['Ship', 2, 1],
    ]);
  });

  it('of every pair has what lost the vote, too, and labels outside of the set', async () => {
    const report = atOnce(calibrationSteps(some, 'tally', 4, labels, 1));
    expect(report.votes).toMatchObject({ n: 4, right: 2 });
    expect(report.byLabel.map(({ label }) => label)).toEqual(['Person', 'Ship', 'Place']);
  });

  it('has nothing to measure without gold, and nothing to fit on one sentence', async () => {
    const none = atOnce(calibrationSteps(some.slice(2), 'voted', 4, labels, 1));
    expect(none).toMatchObject({ judged: 0, unjudged: 1, recalibrated: null });
    expect(none.votes).toEqual({ n: 0, right: 0, bins: [], ece: null, brier: null, auroc: null });
    const one = atOnce(calibrationSteps(some.slice(0, 1), 'voted', 4, labels, 1));
    expect(one.recalibrated).toBeNull();
    expect(one.votes.auroc).toBeNull();
  });

  it('is repaired by other sentences than those that it is judged on', async () => {
    // Odd sentences are always right, even ones never, and all votes agree: whoever looks at a sentence's own gold would be right.
    const many = Array.from({ length: 40 }, (_, at) =>
      sentenceOf(`s${at}`, at % 2 ? '[Osk](Person) left.' : 'Osk left.', [['Osk', 'Person', 4]]),
    );
    const report = atOnce(calibrationSteps(many, 'voted', 4, labels, 3));
    expect(report.votes.ece).toBeCloseTo(0.5);
    expect(report.recalibrated?.n).toBe(40);
    // The two halves mirror each other: the better one half is, the worse the other.
    const bins = report.recalibrated?.bins ?? [];
    expect(bins.length).toBeLessThanOrEqual(2);
    for (const { confidence, accuracy } of bins) expect(confidence + accuracy.share).toBeCloseTo(1);
    expect(report.byLabel[0]?.recalibrated).toEqual(report.recalibrated);
  });

  it('draws the halves by the seed', async () => {
    const many = Array.from({ length: 30 }, (_, at) =>
      sentenceOf(`s${at}`, at % 3 ? '[Osk](Person) left.' : 'Osk left.', [['Osk', 'Person', 1 + (at % 4)]]),
    );
    const eceOf = async (seed: number) => atOnce(calibrationSteps(many, 'tally', 4, labels, seed)).recalibrated?.ece;
    expect(await eceOf(1)).toBe(await eceOf(1));
    const several = await Promise.all([1, 2, 3, 4, 5].map(eceOf));
    expect(new Set(several).size).toBeGreaterThan(1);
  });

  it('of the recorded pool is what was measured elsewhere', async ({ skip }) => {
    type Pairs = [mention: string, label: string][];
    const file = oracleJson<{
      labels: string[];
      samples: { idx: number; sentence: string; gold: Pairs; scores: [string, string, number][] }[];
    }>('ner/pool_std_c5_500.json');
    if (!file) return skip();
    const pool = file.samples.map(({ idx, sentence, gold, scores }): AnnotatedSentence => {
      const entities = gold.map(([mention, label]) => {
        const before = sentence.slice(0, sentence.indexOf(mention));
        return { start: [...before].length, end: [...before].length + [...mention].length, label };
      });
      const voted = scores.map(([mention, label, votes]) => ({ mention, label, votes }));
      return {
        unit: String(idx),
        result: {
          kind: 'annotation',
          sentence: { id: String(idx), text: sentence, entities },
          round: 1,
          answers: [],
          demonstrations: [],
        },
        tally: voted,
        voted,
      };
    });
    const report = atOnce(calibrationSteps(pool, 'voted', 5, file.labels, 1));
    expect(report).toMatchObject({ judged: 500, unjudged: 0 });
    expect(report.votes.bins.map(({ confidence, n, right }) => [confidence, n, right])).toEqual([
      [0.4, 24, 6],
      [0.6, 146, 49],
      [0.8, 189, 76],
      [1, 796, 648],
    ]);
    expect(report.votes.ece?.toFixed(4)).toBe('0.2298');
    expect(report.votes.brier?.toFixed(4)).toBe('0.2348');
    expect(report.votes.auroc?.toFixed(3)).toBe('0.724');
    const atFull = Object.fromEntries(
      report.byLabel.map(({ label, votes }) => [label, (100 * (votes.bins.at(-1)?.accuracy.share ?? 0)).toFixed(1)]),
    );
    expect(atFull).toEqual({ Location: '92.5', Person: '91.8', Organization: '80.3', Miscellaneous: '54.4' });
    expect(report.recalibrated?.ece ?? 1).toBeLessThan(0.08);
    expect(report.recalibrated?.brier ?? 1).toBeLessThan(0.2);
  });
});

it('judgements of one kind have no area under the curve', () => {
  expect(calibrationOf([{ confidence: 0.5, right: true }])).toMatchObject({ n: 1, right: 1, auroc: null });
});
