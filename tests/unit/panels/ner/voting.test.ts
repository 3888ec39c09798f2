import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tableSchema } from '@/lib/experiment/fields';
import { parseAnswer } from '@/lib/panels/ner/answers/parse';
import type { Prediction } from '@/lib/panels/ner/prediction';
import { entityThreshold } from '@/lib/panels/ner/selection/entity-threshold';
import { selections } from '@/lib/panels/ner/selection/registry';
import { sampleThreshold } from '@/lib/panels/ner/selection/sample-threshold';
import { votingOnly } from '@/lib/panels/ner/selection/voting-only';
import { plainVoting } from '@/lib/panels/ner/voting/plain';
import { votings } from '@/lib/panels/ner/voting/registry';
import { predictionOf, scoreTable } from '@/lib/panels/ner/voting/scores';
import type { Tally } from '@/lib/panels/ner/voting/tally';
import { tally } from '@/lib/panels/ner/voting/tally';
import { twoStageVoting } from '@/lib/panels/ner/voting/two-stage';
import { oracleJson } from '../../../support/shared-cases';

type Scored = [mention: string, label: string, votes: number];

const triples = (pairs: Tally): Scored[] => pairs.map(({ mention, label, votes }) => [mention, label, votes]);
const predict = (...pairs: [string, string][]): Prediction => new Map(pairs);
const annotated = (predictions: readonly Prediction[], answers = predictions.length) => {
  const votes = tally(predictions);
  return { tally: votes, voted: twoStageVoting.vote(votes, answers) };
};

/** "SS officer" 2:2, as in the recorded pool; the fifth answer gave nothing. */
const tied = [
  predict(['officer', 'Group'], ['Ulm', 'Place']),
  predict(['Ulm', 'Place'], ['officer', 'Person']),
  predict(['officer', 'Person']),
  predict(['officer', 'Group'], ['Max', 'Person']),
  predict(),
];

describe('votes', () => {
  it('are counted in the order in which pairs appear', () => {
    expect(triples(tally(tied))).toEqual([
      ['officer', 'Group', 2],
      ['Ulm', 'Place', 2],
      ['officer', 'Person', 2],
      ['Max', 'Person', 1],
    ]);
  });

  it('on mentions first give a tie to the label that appeared first', () => {
    expect(triples(twoStageVoting.vote(tally(tied), 5))).toEqual([['officer', 'Group', 2]]);
  });

  it('on pairs leave such a mention out, and half of an even number is enough', () => {
    expect(plainVoting.vote(tally(tied), 5)).toEqual([]);
    expect(triples(plainVoting.vote(tally(tied), 4))).toEqual([
      ['officer', 'Person', 2],
      ['Ulm', 'Place', 2],
    ]);
  });

  it('have a mean, and 0 without entities', () => {
    expect(scoreTable(tally(tied)).average).toBe(7 / 4);
    expect(scoreTable([]).average).toBe(0);
  });
});

describe('a selection', () => {
  it('by entities gives a tie to the label that appeared last, and keeps samples without entities', () => {
    const sample = annotated(tied);
    expect(triples(entityThreshold.select(sample, { threshold: 2 })?.entities ?? [])).toEqual([
      ['officer', 'Person', 2],
      ['Ulm', 'Place', 2],
    ]);
    expect(entityThreshold.select(sample, { threshold: 3 })).toEqual({ entities: [], average: 0 });
  });

  it('by samples keeps single votes, which also lower the mean', () => {
    const sample = annotated(tied);
    expect(sampleThreshold.select(sample, { threshold: 5 / 3 })?.entities).toHaveLength(3);
    expect(sampleThreshold.select(sample, { threshold: 1.7 })).toBeUndefined();
    expect(sampleThreshold.select(annotated([predict()]), { threshold: 0.1 })).toBeUndefined();
    expect(sampleThreshold.select(annotated([predict()]), { threshold: 0 })).toEqual({ entities: [], average: 0 });
  });

  it('by the vote takes what won', () => {
    const sample = annotated(tied);
    expect(votingOnly.select(sample, {})?.entities).toBe(sample.voted);
  });

  it.each(selections.map(selection => [selection.id, selection] as const))(
    '%s brings defaults that it can work with, and one label a mention',
    (_id, selection) => {
      const options = tableSchema(selection.fields).parse({});
      const selected = selection.select(annotated(Array.from({ length: 5 }, () => tied[1] as Prediction)), options);
      expect(selected && [...predictionOf(selected)]).toEqual([
        ['Ulm', 'Place'],
        ['officer', 'Person'],
      ]);
      expect(selected?.average).toBe(5);
    },
  );

  it('and a voting have ids of their own', () => {
    for (const list of [selections, votings]) expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
  });
});

describe('against a direct definition', () => {
  const name = fc.constantFrom('A', 'B', '12', '');
  const label = fc.constantFrom('x', 'y', 'z');
  const prediction: fc.Arbitrary<Prediction> = fc
    .array(fc.tuple(name, label), { maxLength: 5 })
    .map(pairs => new Map(pairs));
  const several = fc.array(prediction, { minLength: 1, maxLength: 7 });

  it('two-stage voting finds the same', () => {
    fc.assert(
      fc.property(several, predictions => {
        const votesFor = (mention: string, one: string) => predictions.filter(p => p.get(mention) === one).length;
        const flat = predictions.flatMap(p => [...p]);
        const mentions = [...new Set(flat.map(([mention]) => mention))].filter(
          mention => 2 * predictions.filter(p => p.has(mention)).length >= predictions.length,
        );
        const expected = mentions.map(mention => {
          const labels = [...new Set(flat.filter(([m]) => m === mention).map(([, l]) => l))];
          const most = Math.max(...labels.map(one => votesFor(mention, one)));
          const first = labels.find(one => votesFor(mention, one) === most) ?? '';
          return [mention, first, most];
        });
        expect(triples(twoStageVoting.vote(tally(predictions), predictions.length))).toEqual(expected);
      }),
    );
  });

  it('entity thresholds find the same', () => {
    fc.assert(
      fc.property(several, fc.integer({ min: 1, max: 7 }), (predictions, threshold) => {
        const flat = predictions.flatMap(p => [...p]);
        const votesFor = (mention: string, one: string) => predictions.filter(p => p.get(mention) === one).length;
        const enough = flat.filter(([mention, one]) => votesFor(mention, one) >= threshold);
        const expected = [...new Set(enough.map(([mention]) => mention))].map(mention => {
          const labels = [...new Set(enough.filter(([m]) => m === mention).map(([, l]) => l))];
          const most = Math.max(...labels.map(one => votesFor(mention, one)));
          return [mention, labels.findLast(one => votesFor(mention, one) === most), most];
        });
        const selected = entityThreshold.select(annotated(predictions), { threshold });
        expect(triples(selected?.entities ?? [])).toEqual(expected);
      }),
    );
  });
});

describe('the reference implementation', () => {
  interface Table {
    entities: Scored[];
    avg: number;
  }

  it('votes and selects alike on 300 random cases', ({ skip }) => {
    interface Chosen {
      prediction: [string, string][];
      scores: Scored[];
      avg: number;
    }
    const file = oracleJson<{
      cases: {
        n: number;
        predictions: [string, string][][];
        tsmv: [string, string][];
        mv: [string, string][];
        tsmv_scores: Scored[];
        tsmv_avg: number;
        all_scores: Scored[];
        all_avg: number;
        th_ent: Record<string, Chosen>;
        all: Chosen;
        all_th_spl_kept: Record<string, 0 | 1>;
      }[];
    }>('ner/a4_voting_reference_cases.json');
    if (!file) return skip();
    expect(file.cases).toHaveLength(300);
    for (const one of file.cases) {
      const all = tally(one.predictions.map(pairs => new Map(pairs)));
      const voted = twoStageVoting.vote(all, one.n);
      expect([...predictionOf(scoreTable(voted))]).toEqual(one.tsmv);
      expect([...predictionOf(scoreTable(plainVoting.vote(all, one.n)))]).toEqual(one.mv);
      expect(triples(voted)).toEqual(one.tsmv_scores);
      expect(scoreTable(voted).average).toBe(one.tsmv_avg);
      expect(triples(all)).toEqual(one.all_scores);
      expect(scoreTable(all).average).toBe(one.all_avg);
      const same = (table: ReturnType<typeof scoreTable> | undefined, expected: Chosen) => {
        expect(table && [...predictionOf(table)]).toEqual(expected.prediction);
        expect(table && triples(table.entities)).toEqual(expected.scores);
        expect(table?.average).toBe(expected.avg);
      };
      for (const [threshold, expected] of Object.entries(one.th_ent))
        same(entityThreshold.select({ tally: all, voted }, { threshold: Number(threshold) }), expected);
      same(sampleThreshold.select({ tally: all, voted }, { threshold: 0 }), one.all);
      for (const [threshold, kept] of Object.entries(one.all_th_spl_kept))
        expect(sampleThreshold.select({ tally: all, voted }, { threshold: Number(threshold) }) !== undefined).toBe(
          kept === 1,
        );
    }
  });

  it('reads, votes and selects the recorded answers alike', ({ skip }) => {
    const file = oracleJson<{
      labels: string[];
      query_times: number;
      cases: {
        idx: number;
        sentence: string;
        responses: string[];
        predictions: [string, string][][];
        voted: [string, string][];
        voted_scores: Table;
        all_scores: Table;
      }[];
      selections: {
        kind: 'th_ent' | 'all_th_spl';
        threshold: number;
        expected: { idx: number; prediction: [string, string][]; score: Table }[];
      }[];
    }>('ner/a1_recorded_sc.json');
    if (!file) return skip();
    const samples = file.cases.map(one => {
      const context = { sentence: one.sentence, labels: file.labels, mode: 'zero-shot' } as const;
      const predictions = one.responses.map(response => parseAnswer(response, context).prediction);
      expect(predictions.map(prediction => [...prediction])).toEqual(one.predictions);
      const all = tally(predictions);
      const voted = twoStageVoting.vote(all, file.query_times);
      expect([...predictionOf(scoreTable(voted))]).toEqual(one.voted);
      for (const [pairs, expected] of [
        [voted, one.voted_scores],
        [all, one.all_scores],
      ] as const)
        expect({ entities: triples(pairs), avg: scoreTable(pairs).average }).toEqual(expected);
      return { idx: one.idx, tally: all, voted };
    });
    expect(file.selections).toHaveLength(6);
    for (const { kind, threshold, expected } of file.selections) {
      const selection = { th_ent: entityThreshold, all_th_spl: sampleThreshold }[kind];
      const kept = samples.flatMap(sample => {
        const table = selection.select(sample, { threshold });
        if (!table) return [];
        const score = { entities: triples(table.entities), avg: table.average };
        return [{ idx: sample.idx, prediction: [...predictionOf(table)], score }];
      });
      expect(kept, `${kind} ${threshold}`).toEqual(expected);
    }
  });
});
