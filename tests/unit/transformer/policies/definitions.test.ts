import { describe, expect, it } from 'vitest';
import type { ModelConfig } from '@/lib/transformer/config';
import { findPolicy, policies } from '@/lib/transformer/policies/registry';
import { tinyShape } from '../../../support/backend-behaviour';
import { definitions } from '../../../support/policy-definitions';
import { compressionOf, referenceOf, Trial } from '../../../support/policy-trial';
import { distinctTokens } from '../../../support/random-model';

/** Three layers, so that budgets that differ by layer show. */
const config: ModelConfig = { ...tinyShape, layers: 3, vocabSize: 101 };

/** Small ones, so that a short text has windows, parts and pools of every kind. */
const small: Record<string, Record<string, number>> = {
  snapkv: { window: 6, pooling: 3 },
  pyramidkv: { window: 4, steepness: 3 },
  adakv: { window: 5 },
  chunkkv: { window: 6, chunk: 7 },
  rkv: { window: 3, pooling: 3, importance: 0.5 },
  'expected-attention': { future: 20, sinks: 2 },
  triattention: { farthest: 16 },
  lagkv: { lag: 8, sinks: 2 },
  merging: { window: 6 },
};

describe('what a policy keeps is what its definition keeps', () => {
  // Random eviction has no definition but its seed, KVzip one of its own, and the full cache keeps all.
  const apart = ['full', 'random', 'kvzip'];
  it('for all policies but those that are tested apart', () => {
    expect(Object.keys(definitions).toSorted()).toEqual(
      policies.filter(({ format }) => !format).map(({ id }) => id).filter(id => !apart.includes(id)).toSorted(), // prettier-ignore
    );
  });

  const cases = Object.keys(definitions).flatMap(id => [
    { id, parameters: {} as Record<string, number>, way: 'by default' },
    { id, parameters: small[id] ?? {}, way: 'with other parameters' },
  ]);
  it.each(cases)('$id, $way, after a prompt and again while decoding', async ({ id, parameters }) => {
    const policy = findPolicy(id)!;
    for (const seed of [1, 2]) {
      const trial = new Trial(
        await referenceOf(config, seed),
        compressionOf(policy, { parameters, budget: { kind: 'slots', slots: 22 }, every: 5, seed }),
      );
      // Equal tokens have keys of one length in the first layer, and no definition tells them apart.
      const tokens = distinctTokens(70, config.vocabSize, seed);
      await trial.feed(tokens.slice(0, 50));
      // A policy that rotates keys anew is only defined at its first removal by positions.
      const rounds = id === 'streaming-llm' ? [50] : [50, 55, 60];
      for (const read of rounds) {
        const evidence = await trial.evidence();
        const losses = read === 50 ? await trial.endPrompt() : await trial.compress();
        expect(losses.length).toBeGreaterThan(0);
        const expected = definitions[id]!(evidence, 22, parameters);
        trial.held.forEach((heads, layer) =>
          heads.forEach((held, head) =>
            expect(
              [...held].sort((a, b) => a - b),
              `seed ${seed}, layer ${layer}, head ${head}`,
            ).toEqual(expected[layer]![head]!.toSorted((a, b) => a - b)),
          ),
        );
        for (const token of tokens.slice(read, read + 5)) await trial.feed([token]);
      }
    }
  });
});
