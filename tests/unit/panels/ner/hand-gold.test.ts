import { describe, expect, it } from 'vitest';
import { atOnce } from '@/lib/core/steps';
import type { HandAnnotation } from '@/lib/panels/ner/hand/annotation';
import { corpusByHand } from '@/lib/panels/ner/hand/corpus';
import { type HandCounts, judgedByHand } from '@/lib/panels/ner/hand/gold';
import { mentionSet } from '@/lib/panels/ner/metrics/mention-set';
import { f1Of } from '@/lib/panels/ner/report/agreement';
import { fullReading } from '@/lib/panels/ner/report/annotation-rows';
import { scoreTests } from '@/lib/panels/ner/report/comparison';
import { handAgreementSteps } from '@/lib/panels/ner/report/hand-agreement';
import { loopOf } from '@/lib/panels/ner/report/loop';
import { systemOf } from '@/lib/panels/ner/report/systems';
import type { SentenceResult } from '@/lib/panels/ner/result';
import { harbourRegistry, runHarbour } from '../../../support/ner-run';

const settings = { retrievals: ['nearest'], baselines: ['none'] };

/** A run of the harbour of which nobody annotated the sentences in `bare`. */
async function runOf(bare: readonly string[] = []) {
  const run = await runHarbour({ settings });
  const results = structuredClone(run.outcome.results);
  const sentences = new Map<string, SentenceResult>();
  for (const { value } of results) {
    const { sentence } = value as unknown as { sentence: SentenceResult };
    if (bare.includes(sentence.id)) sentence.entities = null;
    sentences.set(sentence.id, sentence);
  }
  const loop = loopOf(run.experiment, results, harbourRegistry);
  const mine = (id: string, entities: HandAnnotation['entities'], text = sentences.get(id)?.text ?? '') =>
    [id, { corpus: 'harbour', sentence: id, text, entities, at: 0 }] as const;
  return { loop, mine };
}

const n = (loop: Awaited<ReturnType<typeof runOf>>['loop']) =>
  scoreTests(loop.conditions.map(systemOf), loop.tests, loop.labels, mentionSet)[0];

describe('annotations by hand as gold', () => {
  it('count where the corpus has none, and elsewhere where that is asked for', async () => {
    const { loop, mine } = await runOf(['t1', 'u1']);
    expect(n(loop)?.n).toBe(3);
    const byHand = new Map([
      mine('t1', [{ start: 0, end: 6, label: 'Ship' }]),
      mine('t2', []),
      mine('u1', [{ start: 9, end: 15, label: 'Ship' }]),
    ]);
    const judged = (counts: HandCounts) => judgedByHand(loop, byHand, counts);
    const missing = judged('missing');
    expect(missing).toMatchObject({ unlabelled: 1, test: 1 });
    expect(n(missing.loop)?.n).toBe(4);
    expect(missing.loop.latest.get('u1')?.result.sentence.entities).toEqual([{ start: 9, end: 15, label: 'Ship' }]);
    expect(missing.loop.annotated.some(one => one === missing.loop.latest.get('u1'))).toBe(true);
    const always = judged('always');
    expect(always).toMatchObject({ unlabelled: 1, test: 2 });
    expect(n(always.loop)?.evaluation.total.counts.gold).toBe((n(missing.loop)?.evaluation.total.counts.gold ?? 0) - 1);
    expect(n(loop)?.n).toBe(3);
  });

  it('count for the text that was annotated only, and change nothing where there are none', async () => {
    const { loop, mine } = await runOf(['t1']);
    expect(judgedByHand(loop, new Map(), 'always').loop).toBe(loop);
    const other = judgedByHand(loop, new Map([mine('t1', [], 'Another text.')]), 'always');
    expect([other.test, n(other.loop)?.n]).toEqual([0, 3]);
  });

  it('become a corpus, alone or with the gold of the others', async () => {
    const { loop, mine } = await runOf(['t1']);
    const byHand = new Map([mine('t1', [{ start: 0, end: 6, label: 'Boat' }])]);
    const sentences = loop.tests.map(({ value }) => value.sentence);
    const own = corpusByHand('Mine', ['Person', 'Ship'], sentences, byHand, 'mine');
    expect(own).toMatchObject({ labels: ['Person', 'Ship', 'Boat'], sentences: [{ id: 't1' }] });
    const all = corpusByHand('Mine', ['Person', 'Ship'], sentences, byHand, 'all');
    expect(all.sentences.map(({ id, entities }) => [id, entities?.length])).toEqual([
      ['t1', 1],
      ['t2', 1],
      ['t3', 2],
      ['t4', 0],
    ]);
  });
});

describe('agreement with the person', () => {
  it('is counted on the sentences that the person annotated, and that between answers on all', async () => {
    const { loop, mine } = await runOf();
    const rows = [...loop.latest.values()].map(one => ({
      sentence: one.result.sentence,
      reading: fullReading(one),
      state: 'done' as const,
    }));
    const byHand = new Map([mine('u1', [{ start: 9, end: 15, label: 'Ship' }]), mine('u4', [])]);
    const found = atOnce(handAgreementSteps(rows, byHand));
    expect(found).toMatchObject({ sentences: 6, byHand: 2 });
    // The sentence itself tells that the Aldona is a ship, so that all answers say so; nobody names anything in u4.
    expect(found.person).toEqual({ same: 5, named: 10, pairs: 10 });
    expect([f1Of(found.between), f1Of(found.person), f1Of(found.vote)]).toEqual([1, 1, 1]);
    expect(f1Of(found.all)).toBeLessThan(1);
  });
});
