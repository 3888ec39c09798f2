import { describe, expect, it } from 'vitest';
import type { Loss } from '@/lib/transformer/policies/compressed-sequence';
import type { ParameterValues } from '@/lib/transformer/policies/contract';
import { findPolicy } from '@/lib/transformer/policies/registry';
import { tinyShape } from '../../../support/backend-behaviour';
import { compressionOf, type Evidence, type HeadEvidence, referenceOf, Trial } from '../../../support/policy-trial';
import { randomTokens } from '../../../support/random-model';

/** The cache before and after a removal at the end of a prompt. */
async function removal(id: string, parameters: ParameterValues, seed: number) {
  const trial = new Trial(
    await referenceOf(tinyShape, seed),
    compressionOf(findPolicy(id)!, { parameters, budget: { kind: 'slots', slots: 20 }, seed }),
  );
  await trial.feed(randomTokens(60, tinyShape.vocabSize, seed));
  const before = await trial.evidence();
  const losses = await trial.endPrompt();
  return { before, losses, after: await trial.evidence() };
}

function eachHead(
  { before, losses, after }: { before: Evidence; losses: Loss[]; after: Evidence },
  check: (before: HeadEvidence, lost: Loss[], after: HeadEvidence) => void,
): void {
  before.heads.forEach((heads, layer) =>
    heads.forEach((one, head) => {
      const lost = losses.filter(loss => loss.layer === layer && loss.head === head);
      check(one, lost, after.heads[layer]![head]!);
    }),
  );
}

const norm = (vector: readonly number[]) => Math.hypot(...vector);
const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * b[i]!, 0);

function expectNear(got: readonly number[], expected: readonly number[]): void {
  got.forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-5));
}

describe('CaM', () => {
  it('adds the value of each merged token to the next kept ones in equal parts, and nothing else changes', async () => {
    for (const targets of [1, 4, 32]) {
      const all = await removal('cam', { targets }, targets);
      eachHead(all, (before, lost, after) => {
        const of = (token: number) => before.held.find(one => one.token === token)!;
        const kept = after.held.map(({ token }) => token);
        const expected = new Map(kept.map(token => [token, [...of(token).value]]));
        for (const { token, into } of lost) {
          if (into === null) continue;
          const next = kept.filter(one => one > token).slice(0, targets);
          expect(into).toBe(next[0]);
          for (const one of next)
            of(token).value.forEach((value, i) => (expected.get(one)![i]! += value / next.length));
        }
        for (const { token, value, key } of after.held) {
          expectNear(value, expected.get(token)!);
          expect(key).toEqual(of(token).key);
        }
      });
    }
  });

  it('merges with the probability of its rule: the attention of a token over the mean of those it would go into', async () => {
    let expected = 0;
    let merged = 0;
    let variance = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const all = await removal('cam', { targets: 4 }, seed);
      eachHead(all, (before, lost, after) => {
        const attention = new Map(before.held.map(({ token, attention }) => [token, attention]));
        for (const { token, into } of lost) {
          const next = after.held.map(one => one.token).filter(one => one > token).slice(0, 4); // prettier-ignore
          const mean = next.reduce((sum, one) => sum + attention.get(one)!, 0) / next.length;
          const probability = Math.min(1, attention.get(token)! / mean);
          if (probability === 1) expect(into).not.toBeNull();
          expected += probability;
          variance += probability * (1 - probability);
          merged += Number(into !== null);
        }
      });
    }
    expect(Math.abs(merged - expected)).toBeLessThan(4 * Math.sqrt(variance));
  });
});

describe('merging by similarity', () => {
  it.each([0, 0.3, 0.9])(
    'folds values into the tokens of the most similar keys, from a cosine of %s',
    async similarity => {
      let merges = 0;
      for (const seed of [1, 2]) {
        const all = await removal('merging', { window: 6, similarity }, seed);
        eachHead(all, (before, lost, after) => {
          const of = (token: number) => before.held.find(one => one.token === token)!;
          const sums = new Map(after.held.map(({ token }) => [token, { weight: 0, values: of(token).value.map(() => 0) }])); // prettier-ignore
          for (const { token, into } of lost) {
            const { key, value } = of(token);
            const alike = after.held
              .map(other => ({ token: other.token, cosine: dot(key, other.key) / norm(key) / norm(other.key) }))
              .sort((a, b) => b.cosine - a.cosine)[0]!;
            const goes = alike.cosine > 0 && alike.cosine >= similarity;
            expect(into).toBe(goes ? alike.token : null);
            if (!goes) continue;
            merges++;
            const weight = (alike.cosine * norm(value)) / (norm(value) + norm(of(alike.token).value));
            const sum = sums.get(alike.token)!;
            sum.weight += weight;
            value.forEach((one, i) => (sum.values[i]! += weight * one));
          }
          for (const { token, value, key } of after.held) {
            const { weight, values } = sums.get(token)!;
            expectNear(value, of(token).value.map((own, i) => (own + values[i]!) / (1 + weight))); // prettier-ignore
            expect(key).toEqual(of(token).key);
          }
        });
      }
      expect(merges).toBeGreaterThan(0);
    },
  );
});
