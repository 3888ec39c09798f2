import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atOnce } from '@/lib/core/steps';
import type { AnnotatedSentence } from '@/lib/panels/ner/annotations';
import { decidingOf } from '@/lib/panels/ner/report/deciding';
import { histogramOf } from '@/lib/panels/ner/report/histogram';
import { counterOf, nothingKept, scoreKept } from '@/lib/panels/ner/report/kept';
import { loopOf } from '@/lib/panels/ner/report/loop';
import { selectionsSteps } from '@/lib/panels/ner/report/selections';
import {
  isThresholded,
  keptAt,
  riskAt,
  riskCurveOf,
  thresholdCurveSteps,
  type Thresholded,
} from '@/lib/panels/ner/report/thresholds';
import type { AnnotationResult } from '@/lib/panels/ner/result';
import { entityThreshold } from '@/lib/panels/ner/selection/entity-threshold';
import { selections } from '@/lib/panels/ner/selection/registry';
import { sampleThreshold } from '@/lib/panels/ner/selection/sample-threshold';
import { tally } from '@/lib/panels/ner/voting/tally';
import { twoStageVoting } from '@/lib/panels/ner/voting/two-stage';
import { harbourRegistry, marked, runHarbour } from '../../../support/ner-run';
import { riskCoverage } from '../../../support/risk-coverage';

const thresholded = selections.filter(isThresholded);

function withThreshold({ id }: { id: string }): Thresholded {
  const found = thresholded.find(selection => selection.id === id);
  if (!found) throw new Error(`${id} has no threshold.`);
  return found;
}

const annotated = (
  sentence: AnnotationResult['sentence'],
  answers: readonly (readonly (readonly [string, string])[])[],
): AnnotatedSentence => {
  const votes = tally(answers.map(pairs => new Map(pairs)));
  return {
    unit: sentence.id,
    result: { kind: 'annotation', sentence, round: 1, answers: [], demonstrations: [] },
    tally: votes,
    voted: twoStageVoting.vote(votes, answers.length),
  };
};

const gold = (id: string, markup: string) => {
  const { text, entities } = marked(id, markup);
  return { id, text, entities: entities && entities.map(span => ({ ...span })) };
};

const ship = ['Aldona', 'Ship'] as const;
const person = ['Aldona', 'Person'] as const;
const osk = ['Osk', 'Person'] as const;

/** Means of 3, 2.5, 0 and 1 of 3 answers; nobody annotated the last. */
const four = [
  annotated(gold('a', '[Aldona](Ship) sank.'), [[ship], [ship], [ship]]),
  annotated(gold('b', '[Aldona](Ship) and [Osk](Person).'), [
    [ship, osk],
    [ship, osk],
    [person, osk],
  ]),
  annotated(gold('c', 'It rained on [Brisk](Ship).'), [[], [], []]),
  annotated({ id: 'd', text: 'Osk left.', entities: null }, [[osk], [], []]),
];

describe('what stays at a threshold', () => {
  it('is counted, and judged where there is gold', async () => {
    const curve = atOnce(thresholdCurveSteps(four, withThreshold(sampleThreshold), { threshold: 9 }));
    expect(curve.all).toEqual({ sentences: 4, judged: 3, gold: 4 });
    expect(curve.steps.map(({ score }) => score)).toEqual([0, 1, 2.5, 3]);
    expect(keptAt(curve, 0)).toEqual({
      sentences: 4,
      entities: 4,
      judged: { sentences: 3, entities: 3, gold: 4, right: 3 },
    });
    expect(keptAt(curve, 2.5)).toMatchObject({ sentences: 2, entities: 3 });
    expect(keptAt(curve, 2.6)).toEqual({
      sentences: 1,
      entities: 1,
      judged: { sentences: 1, entities: 1, gold: 1, right: 1 },
    });
    expect(keptAt(curve, 3.1)).toEqual(nothingKept());
    expect(scoreKept(keptAt(curve, 3), curve.all.gold)).toEqual({ precision: 1, recall: 1, overallRecall: 0.25 });
    expect(scoreKept(keptAt(curve, 4), curve.all.gold)).toEqual({ precision: null, recall: null, overallRecall: 0 });
    expect(riskAt(curve, 4)).toBeNull();
  });

  it('of entities leaves all sentences in', async () => {
    const curve = atOnce(thresholdCurveSteps(four, withThreshold(entityThreshold), {}));
    expect(keptAt(curve, 4)).toMatchObject({ sentences: 4, entities: 0 });
    expect(keptAt(curve, 3)).toMatchObject({ sentences: 4, entities: 2, judged: { right: 2 } });
    expect(keptAt(curve, 1)).toMatchObject({ entities: 4 });
  });

  const sentences = fc.array(
    fc.record({
      answers: fc.array(
        fc.uniqueArray(fc.tuple(fc.constantFrom('Aldona', 'Osk', 'it'), fc.constantFrom('Ship', 'Person')), {
          selector: ([mention]) => mention,
        }),
        { minLength: 4, maxLength: 4 },
      ),
      markup: fc.constantFrom('[Aldona](Ship) and [Osk](Person), it is.', 'Aldona, [Osk](Ship), it is.'),
      isGold: fc.boolean(),
    }),
    { maxLength: 8 },
  );

  it.each(thresholded)('is what the selection itself keeps there: $id', async selection => {
    await fc.assert(
      fc.asyncProperty(sentences, fc.double({ min: -1, max: 6, noNaN: true }), async (drawn, threshold) => {
        const all = drawn.map(({ answers, markup, isGold }, at) => {
          const sentence = gold(`s${at}`, markup);
          return annotated(isGold ? sentence : { ...sentence, entities: null }, answers);
        });
        const curve = atOnce(thresholdCurveSteps(all, selection, {}));
        for (const at of [threshold, Math.round(threshold)]) {
          const kept = all.map(one => counterOf(one)(selection.select(one, { [selection.scoring.threshold]: at })));
          const sum = (of: (one: (typeof kept)[number]) => number) => kept.reduce((total, one) => total + of(one), 0);
          expect(keptAt(curve, at)).toEqual({
            sentences: sum(one => one.sentences),
            entities: sum(one => one.entities),
            judged: {
              sentences: sum(one => one.judged.sentences),
              entities: sum(one => one.judged.entities),
              gold: sum(one => one.judged.gold),
              right: sum(one => one.judged.right),
            },
          });
        }
      }),
    );
  });

  it('gives the risk-coverage curve of the entities by the score of their sentence', async () => {
    const curve = atOnce(thresholdCurveSteps(four, withThreshold(sampleThreshold), {}));
    const judgements = [
      { confidence: 3, right: true },
      { confidence: 2.5, right: true },
      { confidence: 2.5, right: true },
    ];
    expect(riskCurveOf(curve).filter(({ threshold }) => threshold > 1)).toEqual(riskCoverage(judgements));
  });

  it('is of one run what the run kept, in all of its rounds', async () => {
    const settings = { rounds: 3, selections: selections.map(({ id }) => id), retrievals: ['nearest'] };
    const run = await runHarbour({ settings });
    const loop = loopOf(run.experiment, run.outcome.results, harbourRegistry);
    expect(Math.max(...loop.annotated.map(({ result }) => result.round))).toBeGreaterThan(1);
    const report = atOnce(selectionsSteps(loop));
    expect(report.selections.map(({ selection }) => selection.id)).toEqual(selections.map(({ id }) => id));
    for (const [place, { selection, state }] of loop.pools.entries()) {
      const deciding = decidingOf(loop, state);
      expect(deciding).toHaveLength(loop.latest.size);
      const kept = report.selections[place]?.kept;
      expect(kept?.sentences).toBe(state.pool.length);
      if (!isThresholded(selection)) continue;
      const curve = atOnce(thresholdCurveSteps(deciding, selection, {}));
      const threshold = Number(run.experiment.settings.selection[selection.id]?.[selection.scoring.threshold]);
      expect(keptAt(curve, threshold)).toEqual(kept);
    }
  });
});

describe('the histogram of scores', () => {
  it('has a bar for each number of votes, those that reach the threshold apart', () => {
    const { bins, n, kept } = histogramOf([1, 3, 3, 5], 'entity', 5, 3);
    expect(bins.map(bin => bin.n)).toEqual([0, 1, 0, 2, 0, 1]);
    expect(bins.map(bin => bin.kept)).toEqual([0, 0, 0, 2, 0, 1]);
    expect({ n, kept }).toEqual({ n: 4, kept: 3 });
  });

  it('has full agreement in a bar of its own, and cuts a bar where the threshold does', () => {
    const { bins, kept } = histogramOf([4.75, 4.8, 4.9, 5, 0], 'sentence', 5, 4.9);
    expect(bins).toHaveLength(21);
    expect(bins.slice(-2)).toEqual([
      { low: 4.75, high: 5, n: 3, kept: 1 },
      { low: 5, high: 5.25, n: 1, kept: 1 },
    ]);
    expect(kept).toBe(2);
  });

  it('puts every score into the bin that holds it, whatever the number of answers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.array(fc.integer({ min: 0, max: 400 })), (answers, drawn) => {
        const scores = drawn.map(score => Math.min(answers, score / 7));
        const { bins, n } = histogramOf(scores, 'sentence', answers, null);
        expect(bins.reduce((sum, bin) => sum + bin.n, 0)).toBe(n);
        for (const { low, high, n: held, kept } of bins) {
          expect(held).toBe(kept);
          expect(scores.filter(score => score >= low + 1e-6 && score < high - 1e-6).length).toBeLessThanOrEqual(held);
        }
      }),
    );
  });

  it('counts nothing as left out without a threshold', () => {
    expect(histogramOf([0, 1, 2], 'entity', 2, null).kept).toBe(3);
  });
});
