import { describe, expect, it } from 'vitest';
import { whyOf } from '@/components/ner/retrieve/neighbour-row';
import { stack } from '@/components/ner/retrieve/stack';
import { atOnce } from '@/lib/core/steps';
import type { NerInput } from '@/lib/panels/ner/phases';
import { loopOf } from '@/lib/panels/ner/report/loop';
import { poolOf, retrievedSteps, unlabelledSteps } from '@/lib/panels/ner/report/neighbours';
import { fitTfIdf, sharedTerms, sparseCosine } from '@/lib/panels/ner/retrieval/tf-idf';
import { similaritySteps } from '@/lib/panels/ner/similarity-source';
import { harbourRegistry, runHarbour } from '../../../support/ner-run';

const base = { demonstrations: 2, selection: { 'sample-threshold': { threshold: 5 } } };

/** What each condition of a run retrieved for its first test sentence. */
async function retrieved(settings: object) {
  const run = await runHarbour({ settings: { ...base, ...settings } });
  const { results } = run.outcome;
  const loop = loopOf(run.experiment, results, harbourRegistry);
  const units = run.events.flatMap(event => (event.type === 'phase-started' ? event.units : []));
  const sentences = atOnce(unlabelledSteps(units.map(unit => ({ unit }))));
  const similarity = atOnce(similaritySteps(run.experiment.settings, [...sentences.values()], results));
  const test = units.map(({ input }) => input as unknown as NerInput).find(input => input.kind === 'test');
  if (!test) throw new Error('There is no test.');
  const found = loop.conditions
    .filter(({ retrieval }) => retrieval)
    .map(condition =>
      atOnce(
        retrievedSteps({
          query: test.sentence,
          chosen: test.conditions[condition.id] ?? [],
          fitting: 1,
          source: condition.source,
          candidates: poolOf(condition, loop, sentences),
          sentences,
          similarity,
        }),
      ),
    );
  return { test, found, sentences, loop };
}

describe('what was retrieved for a sentence', () => {
  it('is what its unit holds, in the order of the prompt, with rank and score', async () => {
    const { test, found } = await retrieved({ retrievals: ['nearest'] });
    const [self] = found;
    expect(self?.taken.map(({ id }) => id)).toEqual(
      test.conditions['self sample-threshold nearest']?.map(({ id }) => id),
    );
    // The most similar stands last, next to the sentence.
    expect(self?.taken.map(({ rank }) => rank)).toEqual([2, 1]);
    expect(self?.taken.every(({ score }) => score === 5)).toBe(true);
    expect(self?.fitting).toBe(1);
  });

  it('is told apart from what came close', async () => {
    const { found, sentences } = await retrieved({ retrievals: ['nearest'] });
    const gold = found[1];
    expect(gold?.pool).toBe(sentences.size);
    const taken = gold?.taken.map(({ id }) => id) ?? [];
    const close = gold?.close.map(({ id }) => id) ?? [];
    expect(new Set([...taken, ...close]).size).toBe(sentences.size);
    expect(gold?.close.map(({ rank }) => rank)).toEqual([3, 4, 5, 6]);
    expect(gold?.others).toEqual(gold?.close.map(({ similarity }) => similarity));
    expect(gold?.taken[0]?.score).toBeNull();
  });

  it('names the words that are shared, which add up to the similarity', async () => {
    const { found } = await retrieved({ retrievals: ['nearest'] });
    const first = found[1]?.taken.at(-1);
    expect(first?.shared[0]?.term).toBe('aldona');
    expect(first?.shared.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(first?.similarity ?? 0, 6);
  });

  it('has similarities also where it was drawn at random, and none where nothing was embedded', async () => {
    const drawn = await retrieved({ retrievals: ['random'] });
    expect(drawn.found[0]?.taken.every(({ similarity }) => similarity !== null)).toBe(true);
    const blind = await retrieved({ retrievals: ['random'], embedding: 'model' });
    expect(blind.found[0]?.taken.map(({ similarity, rank }) => [similarity, rank])).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(blind.found[0]?.close).toEqual([]);
  });

  it('compares vectors where there are some, and names no words', async () => {
    const { found } = await retrieved({ retrievals: ['nearest'], embedding: 'model' });
    expect(found[0]?.taken.at(-1)).toMatchObject({ rank: 1, shared: [] });
    expect(found[0]?.taken.at(-1)?.similarity).toBeGreaterThan(0);
  });
});

it('names the terms of two texts by what they add to the cosine', () => {
  const { embed } = fitTfIdf(['the ship sank', 'the captain laughed', 'the rain']);
  const [a, b] = [embed('the ship and the captain'), embed('the captain of the ship')];
  const terms = sharedTerms(a, b);
  expect(terms.map(({ term }) => term)).toEqual(['the', 'ship', 'captain']);
  expect(terms.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(sparseCosine(a, b), 6);
});

it('says in words why a sentence stands where it does', () => {
  const shared = ['a', 'b', 'c', 'd', 'e'].map((term, at) => ({ term, weight: 0.5 - at / 10 }));
  expect(whyOf({ id: 'u1', rank: 3, score: 4.75, shared }, 157, 5)).toBe(
    'u1 \u00b7 number 3 of 157 by similarity \u00b7 mean votes 4.8 of 5 \u00b7 shared words: a 0.500, b 0.400, c 0.300, d 0.200 and 1 more',
  );
  expect(whyOf({ id: 'u1', rank: null, score: null, shared: [] }, 157, 5)).toBe('u1');
});

it('stacks marks that would cover each other, and no others', () => {
  expect(stack([10, 11, 30, 12], 4, 4)).toEqual([0, 1, 0, 2]);
  expect(stack([1, 1, 1], 4, 2)).toEqual([0, 1, 1]);
  expect(stack([], 4, 2)).toEqual([]);
});
