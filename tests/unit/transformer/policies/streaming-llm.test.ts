import { expect, it } from 'vitest';
import { findPolicy } from '@/lib/transformer/policies/registry';
import { tinyShape } from '../../../support/backend-behaviour';
import { largestDifference } from '../../../support/logits';
import { compressionOf, referenceOf, Trial } from '../../../support/policy-trial';
import { randomTokens } from '../../../support/random-model';

/**
 * In a model of one layer, keys and values depend on their own token alone, and attention on distances. So a compressed sequence must go on
 * as if the model had read the sinks and the window alone, one after the other.
 */
it('goes on as if only the sinks and the window had been read', async () => {
  const config = { ...tinyShape, layers: 1 };
  for (const [sinks, every] of [
    [4, 1],
    [4, 3],
    [0, 2],
    [7, 5],
  ] as const) {
    // prettier-ignore
    const backend = await referenceOf(config, sinks);
    const trial = new Trial(
      backend,
      compressionOf(findPolicy('streaming-llm')!, {
        parameters: { sinks },
        budget: { kind: 'slots', slots: 16 },
        every,
      }),
    );
    const tokens = randomTokens(72, config.vocabSize, 9);
    await trial.feed(tokens.slice(0, 40));
    await trial.endPrompt();
    for (let read = 40; read < tokens.length; read++) {
      const [held] = trial.held[0]!;
      const rest = [...held!].sort((a, b) => a - b);
      const logits = await trial.feed([tokens[read]!]);
      await trial.compress();

      const sequence = backend.cache.open();
      const alone = [...rest.map(token => tokens[token]!), tokens[read]!];
      const [expected] = await backend.forward([{ sequence, tokens: alone, want: 'last' }]);
      expect(rest.filter(token => token < sinks).length).toBe(sinks);
      expect(largestDifference(logits, expected!.logits[0]!)).toBeLessThan(1e-4);
    }
    // The sinks stand right before the window.
    const [[positions]] = (await trial.tokensOfSlots()) as [[Int32Array]];
    const sorted = positions.toSorted();
    expect(sorted.at(-1)! - sorted[0]!).toBe(sorted.length - 1);
  }
});
