import { describe, expect, it } from 'vitest';
import { startReferenceBackend } from '@/lib/transformer/backends/reference';
import type { ModelConfig } from '@/lib/transformer/config';
import { CompressedSequence, type Loss } from '@/lib/transformer/policies/compressed-sequence';
import { policies } from '@/lib/transformer/policies/registry';
import { tinyShape } from '../../support/backend-behaviour';
import { build } from '../../support/build';
import { lengthsOf } from '../../support/learned-behaviour';
import { learnedModels, undecidedWeights } from '../../support/learned-models';
import { randomTokens } from '../../support/random-model';

const full = policies.find(({ score }) => !score)!;
const chosen = { policy: full, parameters: {}, budget: { kind: 'ratio', ratio: 2 }, when: 'both', every: 16, seed: 1 } as const; // prettier-ignore

describe.each(learnedModels)('the sequence of a model with %s', (_, learned) => {
  const config: ModelConfig = { ...tinyShape, learned };
  const open = async () => build(await startReferenceBackend(config), config, undecidedWeights(config, 4));

  it('tells which tokens the model has removed: each once, and none that is there', async () => {
    const backend = await open();
    const sequence = new CompressedSequence(backend, chosen);
    const losses: Loss[] = [];
    const read = async (count: number, seed: number) => {
      const span = sequence.span(randomTokens(count, config.vocabSize, seed), 'nothing');
      const [result] = await backend.forward([span]);
      sequence.accept(span, result!);
    };
    await read(40, 1);
    losses.push(...(await sequence.endPrompt()));
    for (let i = 0; i < 30; i++) {
      await read(1, 2 + i);
      losses.push(...(await sequence.compress()));
    }
    expect(losses.length).toBeGreaterThan(0);
    expect(sequence.lengths().flat()).toEqual(await lengthsOf(backend, sequence.id));
    for (const view of (await sequence.held()).flat()) {
      const gone = losses.filter(({ layer, head }) => layer === view.layer && head === view.head);
      const all = [...view.tokens, ...gone.map(({ token }) => token)].sort((a, b) => a - b);
      expect(all).toEqual(Array.from({ length: 70 }, (_, token) => token));
    }
    // A token is merged into a later one, and nothing is between them.
    for (const { token, into } of losses)
      if (learned.method === 'dmc') expect(into).toBeGreaterThan(token);
      else expect(into).toBeNull();
  });

  it('accepts no policy beside what the model does', async () => {
    const backend = await open();
    const policy = policies.find(({ score }) => score)!;
    expect(() => new CompressedSequence(backend, { ...chosen, policy })).toThrow(
      expect.objectContaining({
        kind: 'experiment-invalid',
        detail: expect.stringMatching(/compresses its cache itself/) as string,
      }),
    );
  });
});
