import { describe, expect, it } from 'vitest';
import { startReferenceBackend } from '@/lib/transformer/backends/reference';
import type { ModelConfig } from '@/lib/transformer/config';
import type { Backend, Span, SpanResult } from '@/lib/transformer/contract';
import { type Behaviour, tinyShape } from './backend-behaviour';
import { build } from './build';
import { learnedModels, undecidedWeights } from './learned-models';
import { largestDifference } from './logits';
import { randomTokens } from './random-model';

const greedy = { temperature: 0, top_p: 1, seed: 1, index: 0, count: 4 };

/** Passes over several sequences, with all that a span may want and show, of a model that compresses its own cache. */
export function readsTogetherLikeTheReference(
  name: string,
  { open, tolerance, rounded }: Omit<Behaviour, 'runs'>,
): void {
  describe.each(learnedModels)(`${name}, passes of a model with %s`, { timeout: 120_000 }, (_, learned) => {
    const config: ModelConfig = { ...tinyShape, learned };
    const { layers, vocabSize } = config;
    const everything = {
      attention: [{ layer: 1, head: 3 }, { layer: 0, head: 0 }, { layer: 1, head: 2 }], // prettier-ignore
      hidden: [0, layers, 1],
      queries: [1, 0],
    };

    /** More rows than a backend takes at a time; then one token each, after a fork. */
    async function run(backend: Backend): Promise<SpanResult[]> {
      const { cache, forward } = backend;
      const sequences = Array.from({ length: 5 }, () => cache.open());
      const spanOf = (i: number, count: number, more: Pick<Span, 'want' | 'capture'>): Span => ({
        sequence: sequences[i]!,
        tokens: randomTokens(count, vocabSize, i),
        ...more,
      });
      const first = await forward([
        spanOf(0, 70, { want: 'nothing' }),
        spanOf(1, 75, { want: 'every', capture: everything }),
        spanOf(2, 1, { want: 'last', capture: { hidden: [layers] } }),
        spanOf(3, 9, { want: greedy }),
        spanOf(4, 30, { want: 'last', capture: { attention: [{ layer: 0, head: 1 }] } }),
      ]);
      sequences.push(cache.fork(sequences[1]!));
      const second = await forward([
        spanOf(5, 20, { want: { ...greedy, temperature: 0.8, top_p: 0.9 }, capture: everything }),
        ...[0, 1, 2, 3, 4].map(i => spanOf(i, 1 + i, { want: 'last', capture: everything })),
      ]);
      return [...first, ...second];
    }

    it('computes for many spans what the reference does, and shows it', async () => {
      const weights = undecidedWeights(config, 12);
      const backend = await open(config, weights);
      const known = rounded ? rounded(weights, config) : weights;
      const reference = await build(await startReferenceBackend(config), config, known);
      const [got, expected] = [await run(backend), await run(reference)];
      const same = (a: readonly Float32Array[], b: readonly Float32Array[]) => {
        expect(a.length).toBe(b.length);
        a.forEach((one, i) => expect(largestDifference(one, b[i]!)).toBeLessThan(tolerance));
      };
      got.forEach(({ logits, tokens, captured }, i) => {
        const wanted = expected[i]!;
        same(logits, wanted.logits);
        expect(tokens).toEqual(wanted.tokens);
        expect(captured?.positions).toEqual(wanted.captured?.positions);
        same(captured?.attention.flat() ?? [], wanted.captured?.attention.flat() ?? []);
        same(captured?.hidden ?? [], wanted.captured?.hidden ?? []);
        same(captured?.queries ?? [], wanted.captured?.queries ?? []);
      });
      for (let sequence = 1; sequence <= 6; sequence++) {
        const [a, b] = await Promise.all(
          [backend, reference].map(async ({ cache }) => cache.snapshot(sequence, { keys: true, values: true })),
        );
        same(a!.heads.flatMap(({ keys, values }) => [keys!, values!]), b!.heads.flatMap(({ keys, values }) => [keys!, values!])); // prettier-ignore
      }
      backend.dispose();
    });
  });
}
