import { expect, it } from 'vitest';
import type { AnnotatedSentence } from '@/lib/panels/ner/annotations';
import { addKept, counterOf, nothingKept, scoreKept } from '@/lib/panels/ner/report/kept';
import { entityThreshold } from '@/lib/panels/ner/selection/entity-threshold';
import { recordedRun } from '@/lib/panels/ner/selection/recorded';
import { sampleThreshold } from '@/lib/panels/ner/selection/sample-threshold';
import { votingOnly } from '@/lib/panels/ner/selection/voting-only';
import { type ScoreTable, scoreTable } from '@/lib/panels/ner/voting/scores';
import { oracleJson } from '../../../support/shared-cases';

type Scores = [mention: string, label: string, votes: number][];
const tableOf = (scores: Scores): ScoreTable =>
  scoreTable(scores.map(([mention, label, votes]) => ({ mention, label, votes })));

it('what selections say of the recorded run is what its pools hold', ({ skip }) => {
  const voted = oracleJson<{ samples: { idx: number; sentence: string; gold: [string, string][]; scores: Scores }[] }>(
    'ner/pool_std_c5_500.json',
  );
  const kept = oracleJson<{ samples: { idx: number; scores: Scores }[] }>('ner/pool_296.json');
  if (!voted || !kept) return skip();
  const byId = new Map(kept.samples.map(({ idx, scores }) => [idx, tableOf(scores)]));
  const pools = {
    voted: { of: votingOnly, table: (one: (typeof voted.samples)[number]) => tableOf(one.scores) },
    entities: {
      of: entityThreshold,
      table: (one: (typeof voted.samples)[number]) => tableOf(one.scores.filter(([, , votes]) => votes >= 4)),
    },
    sentences: { of: sampleThreshold, table: (one: (typeof voted.samples)[number]) => byId.get(one.idx) },
  };
  expect(voted.samples).toHaveLength(recordedRun.sentences);
  for (const { of, table } of Object.values(pools)) {
    const sum = nothingKept();
    for (const sample of voted.samples) {
      const { sentence: text, gold } = sample;
      const entities = gold.map(([mention, label]) => {
        const before = text.slice(0, text.indexOf(mention));
        return { start: [...before].length, end: [...before].length + [...mention].length, label };
      });
      const result = { sentence: { id: String(sample.idx), text, entities } } as AnnotatedSentence['result'];
      addKept(sum, counterOf({ unit: '', result, tally: [], voted: [] })(table(sample)));
    }
    const { precision, recall } = scoreKept(sum, sum.judged.gold);
    const round = (share: number | null) => Number(share?.toFixed(4));
    expect({ sentences: sum.sentences, precision: round(precision), recall: round(recall) }).toEqual({
      sentences: of.recorded?.sentences,
      precision: of.recorded?.precision,
      recall: of.recorded?.recall,
    });
  }
});
