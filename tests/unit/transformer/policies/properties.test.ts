import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Budget, slotsAllowed } from '@/lib/transformer/policies/budget';
import { policies as all } from '@/lib/transformer/policies/registry';
import { compressionOf, referenceOf, Trial } from '../../../support/policy-trial';
import { randomTokens } from '../../../support/random-model';
import { shapes } from '../../../support/shapes';

const budgets: fc.Arbitrary<Budget> = fc.oneof(
  fc.record({ kind: fc.constant('ratio' as const), ratio: fc.double({ min: 1, max: 12, noNaN: true }) }),
  // At least five: the sinks and a newest token.
  fc.record({ kind: fc.constant('slots' as const), slots: fc.integer({ min: 5, max: 60 }) }),
);

const cases = fc.record({
  config: shapes,
  seed: fc.nat(1000),
  budget: budgets,
  when: fc.constantFrom('prompt' as const, 'decoding' as const, 'both' as const),
  every: fc.integer({ min: 1, max: 7 }),
  prompt: fc.integer({ min: 1, max: 50 }),
  following: fc.integer({ min: 0, max: 14 }),
});

/** What a policy rotates anew cannot be told by its position. */
const rotatesAnew = ['streaming-llm'];

/** Those that store what they keep in float32; what quantised pages do is told by the tests of caches. */
const policies = all.filter(({ format }) => !format);

describe.each(policies)('$id', policy => {
  it(
    'keeps its budget and what it protects, and says exactly which tokens are gone',
    { timeout: 240_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(cases, async ({ config, seed, budget, when, every, prompt, following }) => {
          const backend = await referenceOf(config, seed);
          const trial = new Trial(backend, compressionOf(policy, { budget, when, every, seed }));
          let read = 0;
          let last = 0;

          async function removing(remove: () => Promise<unknown[]>, isDue: boolean): Promise<void> {
            const before = trial.held.map(heads => heads.map(held => [...held].sort((a, b) => a - b)));
            const count = (await remove()).length;
            if (!isDue) expect(count).toBe(0);
            else last = read;
            const asked = slotsAllowed(budget, read, { first: 0, recent: 0 });
            const protects = policy.protects({}, asked);
            const all = trial.held.flat();
            const mean = all.reduce((sum, { size }) => sum + size, 0) / all.length;
            if (isDue && policy.score) expect(mean).toBeLessThanOrEqual(slotsAllowed(budget, read, protects));
            before.forEach((heads, layer) =>
              heads.forEach((tokens, head) => {
                const held = trial.held[layer]![head]!;
                const kept = [...tokens.filter(token => token < protects.first), ...tokens.slice(tokens.length - protects.recent)]; // prettier-ignore
                expect(kept.filter(token => !held.has(token))).toEqual([]);
              }),
            );
            expect(trial.sequence.lengths()).toEqual(trial.held.map(heads => heads.map(({ size }) => size)));
            const slots = await trial.tokensOfSlots();
            slots.forEach((heads, layer) =>
              heads.forEach((tokens, head) => {
                const held = [...trial.held[layer]![head]!].sort((a, b) => a - b);
                expect(tokens.length).toBe(held.length);
                if (!rotatesAnew.includes(policy.id)) expect([...tokens].sort((a, b) => a - b)).toEqual(held);
              }),
            );
          }

          const tokens = randomTokens(prompt + following, config.vocabSize, seed);
          await trial.feed(tokens.slice(0, prompt));
          read = prompt;
          await removing(() => trial.endPrompt(), when !== 'decoding');
          for (const token of tokens.slice(prompt)) {
            const logits = await trial.feed([token]);
            expect(logits.every(Number.isFinite)).toBe(true);
            read++;
            await removing(() => trial.compress(), when !== 'prompt' && read - last >= every);
          }
          trial.sequence.release();
          expect(backend.cache.bytes().held).toBe(0);
        }),
        { numRuns: 25, seed: 20_261_130 },
      );
    },
  );

  it('is the full cache, to the last bit, where everything fits', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, fc.nat(1000), fc.boolean(), async (config, seed, byRatio) => {
        const backend = await referenceOf(config, seed);
        const tokens = randomTokens(30, config.vocabSize, seed);
        const budget: Budget = byRatio ? { kind: 'ratio', ratio: 1 } : { kind: 'slots', slots: 160 };
        const trial = new Trial(backend, compressionOf(policy, { budget, every: 1 }));
        const got = await trial.run(tokens.slice(0, 24), tokens.slice(24));
        expect(trial.losses).toEqual([]);

        const sequence = backend.cache.open();
        let [expected] = await backend.forward([{ sequence, tokens: tokens.slice(0, 24), want: 'last' }]);
        for (const token of tokens.slice(24))
          [expected] = await backend.forward([{ sequence, tokens: [token], want: 'last' }]);
        expect(got).toEqual(expected!.logits[0]);
      }),
      { numRuns: 5, seed: 1 },
    );
  });

  it('does the same again with the same seed', async () => {
    const [config] = fc.sample(shapes, { numRuns: 1, seed: 5 });
    const runs = await Promise.all(
      [1, 2].map(async () => {
        const trial = new Trial(await referenceOf(config!, 3), compressionOf(policy, { seed: 11 }));
        const tokens = randomTokens(56, config!.vocabSize, 3);
        await trial.run(tokens.slice(0, 40), tokens.slice(40));
        return trial.losses;
      }),
    );
    expect(runs[0]).toEqual(runs[1]);
  });
});
