import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { random } from '@/lib/core/random';
import { tableSchema } from '@/lib/experiment/fields';
import type { RetrievalContext } from '@/lib/panels/ner/retrieval/contract';
import { diverseRetrieval } from '@/lib/panels/ner/retrieval/diverse';
import { diverseRankedRetrieval } from '@/lib/panels/ner/retrieval/diverse-ranked';
import { nearestRetrieval } from '@/lib/panels/ner/retrieval/nearest';
import { nearestFirst } from '@/lib/panels/ner/retrieval/order';
import { randomRetrieval } from '@/lib/panels/ner/retrieval/random';
import { retrievals } from '@/lib/panels/ner/retrieval/registry';
import { cosine } from '@/lib/panels/ner/retrieval/similarity';
import { termsOf } from '@/lib/panels/ner/retrieval/terms';
import { fitTfIdf, sparseCosine } from '@/lib/panels/ner/retrieval/tf-idf';
import { oracleJson, sharedOracle } from '../../../support/shared-cases';

const context = (over: Partial<RetrievalContext> = {}): RetrievalContext => ({
  size: 6,
  count: 3,
  similarities: [0.1, 0.9, 0.5, 0.9, 0.3, 0.5],
  scores: [5, 3, 5, 4, 5, 5],
  random: random(7),
  ...over,
});

describe('demonstrations', () => {
  it('are the nearest, the most similar last, the earlier of equal ones nearer', () => {
    expect(nearestRetrieval.retrieve(context(), { skip: 0 })).toEqual([2, 3, 1]);
    expect(nearestRetrieval.retrieve(context(), { skip: 1 })).toEqual([5, 2, 3]);
    expect(nearestRetrieval.retrieve(context(), { skip: 5 })).toEqual([0]);
  });

  it('are the best of the nearest: by score, then similarity, then place', () => {
    expect(diverseRankedRetrieval.retrieve(context(), { neighbours: 4 })).toEqual([2, 5, 3]);
    expect(diverseRankedRetrieval.retrieve(context({ count: 4 }), { neighbours: 6 })).toEqual([2, 5, 4, 0]);
  });

  it('are drawn from the nearest only, and every one of them can be', () => {
    const seen = new Set<number>();
    for (let seed = 0; seed < 60; seed++)
      for (const at of diverseRetrieval.retrieve(context({ random: random(seed), count: 2 }), { neighbours: 4 }))
        seen.add(at);
    expect([...seen].sort()).toEqual([1, 2, 3, 5]);
  });

  it('are drawn from all, the same for the same seed', () => {
    const drawn = (seed: number) => randomRetrieval.retrieve(context({ size: 100, random: random(seed) }), {});
    expect(drawn(1)).toEqual(drawn(1));
    expect(drawn(1)).not.toEqual(drawn(2));
  });

  it.each(retrievals.map(retrieval => [retrieval.id, retrieval] as const))(
    '%s gives each item at most once, and as many as there are',
    (_id, retrieval) => {
      const options = tableSchema(retrieval.fields).parse({});
      fc.assert(
        fc.property(
          fc.array(fc.tuple(fc.float({ noNaN: true }), fc.integer({ min: 0, max: 5 })), { maxLength: 30 }),
          fc.nat(40),
          fc.nat(),
          (items, count, seed) => {
            const given = retrieval.retrieve(
              {
                size: items.length,
                count,
                similarities: items.map(([similarity]) => similarity),
                scores: items.map(([, score]) => score),
                random: random(seed),
              },
              options,
            );
            expect(given).toHaveLength(Math.min(count, items.length));
            expect(new Set(given).size).toBe(given.length);
            expect(given.every(at => at in items)).toBe(true);
          },
        ),
      );
    },
  );

  it('need no similarities where a retrieval says so', () => {
    for (const retrieval of retrievals.filter(({ usesSimilarity }) => !usesSimilarity))
      expect(retrieval.retrieve(context({ similarities: [] }), tableSchema(retrieval.fields).parse({}))).toHaveLength(
        3,
      );
  });
});

describe('a cosine', () => {
  it('compares directions', () => {
    expect(cosine(Float32Array.of(1, 0), Float32Array.of(3, 0))).toBe(1);
    expect(cosine(Float32Array.of(1, 0), Float32Array.of(-2, 0))).toBe(-1);
    expect(cosine(Float32Array.of(3, 4), Float32Array.of(4, 3))).toBeCloseTo(0.96, 12);
    expect(cosine(Float32Array.of(0, 0), Float32Array.of(4, 3))).toBe(0);
    expect(() => cosine(Float32Array.of(1), Float32Array.of(1, 2))).toThrow(RangeError);
  });
});

describe('TF-IDF', () => {
  const texts = ['Ann went to Ulm .', 'Bob went to Rome .', 'The ship went down .', 'Ulm , Ulm and Ulm'];
  const model = fitTfIdf(texts);
  const like = (a: string, b: string) => sparseCosine(model.embed(a), model.embed(b));

  it('weighs a term by its number and its rarity', () => {
    const [a, went] = [Math.log(5 / 2) + 1, Math.log(5 / 4) + 1];
    const vector = model.embed('Ann went');
    expect(vector.get('ann')).toBeCloseTo(a / Math.hypot(a, went), 6);
    expect(vector.get('went')).toBeCloseTo(went / Math.hypot(a, went), 6);
    const repeated = model.embed('Ann Ann went');
    expect(repeated.get('ann')).toBeCloseTo((2 * a) / Math.hypot(2 * a, went), 6);
  });

  it('finds a text with the same rare word nearer than one with the same common word', () => {
    expect(like('Ulm is near .', texts[3] ?? '')).toBeGreaterThan(like('Ulm is near .', texts[0] ?? ''));
    expect(like('Ann went', texts[0] ?? '')).toBeGreaterThan(like('Ann went', texts[1] ?? ''));
    expect(like('ann WENT to ulm', texts[0] ?? '')).toBeCloseTo(1, 6);
    expect(like('.', 'Ann')).toBe(0);
    expect(like('', '')).toBe(0);
  });

  it('cuts scripts without blanks into pairs of characters', () => {
    expect(termsOf("Zoë's 12 U.S. 東京都に行く 日 ปลา café")).toEqual([
      'zoë',
      's',
      '12',
      'u',
      's',
      '東京',
      '京都',
      '都に',
      'に行',
      '行く',
      '日',
      'ปล',
      'ลา',
      'café',
    ]);
    expect(termsOf('cafe\u0301')).toEqual(['café']);
  });

  it('has weights in (0, 1]', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        expect([...model.embed(text).values()].every(weight => weight > 0 && weight <= 1)).toBe(true);
      }),
    );
  });
});

describe('the recorded retrieval', () => {
  it('has the same 50 nearest and the same scores in prompt order, for all 274 queries', ({ skip }) => {
    const file = oracleJson<{
      K: number;
      n: number;
      queries: { test: number; top50: number[]; demo_avgs: number[] }[];
    }>('ner/d_retrieval_dvrsknn50_sc16.json');
    const pool = oracleJson<{ samples: { avg: number }[] }>('ner/pool_296.json');
    const rows = (name: string): Float32Array[] | undefined => {
      const bytes = sharedOracle(`ner/${name}`);
      if (!bytes) return undefined;
      const numbers = Float32Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(4 * i));
      return Array.from({ length: numbers.length / 1536 }, (_, i) => numbers.subarray(1536 * i, 1536 * (i + 1)));
    };
    const [poolVectors, testVectors] = [rows('d_pool296.f32le.bin'), rows('d_test274.f32le.bin')];
    if (!file || !pool || !poolVectors || !testVectors) return skip();
    expect(file.queries).toHaveLength(274);
    const scores = pool.samples.map(({ avg }) => avg);
    for (const { test, top50, demo_avgs } of file.queries) {
      const near = poolVectors.map(vector => cosine(testVectors[test] ?? Float32Array.of(), vector));
      expect(nearestFirst(scores.length, near).slice(0, file.K)).toEqual(top50);
      const demonstrations = diverseRankedRetrieval.retrieve(
        { size: scores.length, count: file.n, similarities: near, scores, random: random(0) },
        { neighbours: file.K },
      );
      expect(demonstrations.map(at => scores[at])).toEqual(demo_avgs);
    }
  });
});
