import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attentionLogits, meanAttention, softmax } from '@/lib/transformer/policies/attention';
import type { HeadView, Policy } from '@/lib/transformer/policies/contract';
import { findPolicy, policies } from '@/lib/transformer/policies/registry';
import { ropeFrequencies, rotate } from '@/lib/transformer/rope';
import { largestDifference } from '../../../support/logits';
import { compressionOf, referenceOf, Trial } from '../../../support/policy-trial';
import { randomTokens } from '../../../support/random-model';
import { shapes } from '../../../support/shapes';

/** A policy that keeps everything and shows what it was given. */
function observer(needs: ReturnType<Policy['needs']>): { policy: Policy; seen: HeadView[] } {
  const seen: HeadView[] = [];
  const policy: Policy = {
    ...findPolicy('random')!,
    needs: () => needs,
    score(heads) {
      seen.push(...heads);
      return heads.map(({ length }) => new Float32Array(length));
    },
  };
  return { policy, seen };
}

const passes = fc.array(fc.integer({ min: 1, max: 17 }), { minLength: 2, maxLength: 5 });

describe('what scores are given', () => {
  it('holds queries from which attention follows as it was captured, and as it was added up', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, fc.nat(1000), passes, async (config, seed, counts) => {
        const backend = await referenceOf(config, seed);
        const { policy, seen } = observer({ keys: true, attention: true, recentQueries: 100 });
        const trial = new Trial(backend, compressionOf(policy, { budget: { kind: 'slots', slots: 1 } }));
        const all = randomTokens(100, config.vocabSize, seed);
        let read = 0;
        for (const count of counts) {
          await trial.feed(all.slice(read, read + count));
          read += count;
        }
        await trial.endPrompt();

        const sequence = backend.cache.open();
        const group = config.heads / config.kvHeads;
        const attention = Array.from({ length: config.layers * config.heads }, (_, i) => ({
          layer: Math.floor(i / config.heads),
          head: i % config.heads,
        }));
        const [plain] = await backend.forward([
          { sequence, tokens: all.slice(0, read), want: 'nothing', capture: { attention } },
        ]);
        for (const view of seen) {
          const sums = new Float32Array(read);
          view.queries!.forEach((query, i) => {
            const at = view.layer * config.heads + view.head * group + i;
            const rows = attentionLogits(view, query, read, read).map(softmax);
            expect(rows.length).toBe(read);
            rows.forEach((row, token) => {
              const captured = new Float32Array(read);
              captured.set(plain!.captured!.attention[at]![token]!);
              expect(largestDifference(row, captured)).toBeLessThan(1e-5);
              row.forEach((weight, slot) => (sums[slot]! += weight));
            });
          });
          expect(largestDifference(view.attention!, sums)).toBeLessThan(1e-4);
          const mean = meanAttention(view, read, read);
          expect(
            largestDifference(
              mean,
              sums.map(sum => sum / (read * group)),
            ),
          ).toBeLessThan(1e-5);
        }
      }),
      { numRuns: 25, seed: 4 },
    );
  });

  it('holds the newest queries alone, and the moments of all but the first four before rotation', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, fc.nat(1000), passes, async (config, seed, counts) => {
        const { headDim } = config;
        const { policy, seen } = observer({ recentQueries: 3, queryMoments: 'covariance' });
        const trial = new Trial(
          await referenceOf(config, seed),
          compressionOf(policy, { budget: { kind: 'slots', slots: 1 } }),
        );
        let read = 0;
        for (const count of [5, ...counts]) {
          await trial.feed(randomTokens(count, config.vocabSize, seed + read));
          read += count;
        }
        const { heads } = await trial.evidence();
        await trial.endPrompt();
        const frequencies = ropeFrequencies(config);
        for (const view of seen)
          view.queries!.forEach((query, i) => {
            const captured = heads[view.layer]![view.head]!.queries[i]!;
            expect(query.recent.map(one => [...one])).toEqual(captured.slice(-3));
            const plain = captured.slice(4).map((values, at) => {
              const vector = Float32Array.from(values);
              rotate(vector, -(at + 4), frequencies);
              return [...vector];
            });
            const meanOf = (value: (vector: number[]) => number) =>
              plain.reduce((sum, vector) => sum + value(vector), 0) / plain.length;
            const mean = Float32Array.from({ length: headDim }, (_, d) => meanOf(vector => vector[d]!));
            const magnitude = Float32Array.from({ length: headDim / 2 }, (_, d) =>
              meanOf(vector => Math.hypot(vector[d]!, vector[d + headDim / 2]!)),
            );
            const covariance = Float32Array.from({ length: headDim ** 2 }, (_, at) => {
              const [a, b] = [Math.floor(at / headDim), at % headDim];
              return meanOf(vector => (vector[a]! - mean[a]!) * (vector[b]! - mean[b]!));
            });
            expect(largestDifference(query.mean!, mean)).toBeLessThan(1e-5);
            expect(largestDifference(query.magnitude!, magnitude)).toBeLessThan(1e-5);
            expect(largestDifference(query.covariance!, covariance)).toBeLessThan(1e-4);
          });
      }),
      { numRuns: 20, seed: 6 },
    );
  });

  it('is only captured where a policy needs it', async () => {
    const backend = await referenceOf(fc.sample(shapes, { numRuns: 1, seed: 1 })[0]!, 1);
    for (const policy of policies) {
      const { sequence } = new Trial(backend, compressionOf(policy));
      const { recentQueries, queryMoments, attention } = policy.needs({});
      expect(sequence.span([1], 'last').capture !== undefined).toBe(Boolean(recentQueries ?? queryMoments));
      expect(backend.cache.tracksAttention(sequence.id)).toBe(Boolean(attention));
    }
  });
});
