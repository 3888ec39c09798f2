import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { random } from '@/lib/core/random';
import type { SequenceId, Slot } from '@/lib/transformer/cache/contract';
import type { CacheFormat } from '@/lib/transformer/cache/format';
import { formatPresets, pageBytes, pageFormatOf } from '@/lib/transformer/cache/format';
import { pageSlots } from '@/lib/transformer/cache/pages';
import { restorePage, storePage } from '@/lib/transformer/cache/quantise';
import type { ModelConfig } from '@/lib/transformer/config';
import type { Backend } from '@/lib/transformer/contract';
import { type Behaviour, tinyShape, withReference } from './backend-behaviour';
import { play, programs } from './cache-program';
import { pageErrorBound } from './error-bound';
import { formats } from './formats';
import { largestDifference } from './logits';
import { randomTokens } from './random-model';
import { shapes } from './shapes';

/**
 * Largest difference of logits after backends have quantised keys that they computed on their own: a value within rounding of the middle
 * between two codes may fall to either side, and with four bits the codes are far apart.
 */
const neighbouringCodes = 0.25;

/** Wide heads, without padding in any backend. */
const wideShape: ModelConfig = { ...tinyShape, headDim: 64, kvHeads: 1, heads: 2, layers: 3 };

const openFormat = (backend: Backend, format: CacheFormat | null): SequenceId =>
  backend.cache.open(format ? { format } : {});

/** Gives every head slots of the same content on every backend, `count` and a few more for later heads. */
function fill({ cache, config }: Backend, sequence: SequenceId, count: number, seed: number): void {
  const stream = random(seed);
  const vector = () => Float32Array.from({ length: config.headDim }, () => 3 * stream.next() - 1.5);
  for (let layer = 0; layer < config.layers; layer++)
    for (let head = 0; head < config.kvHeads; head++) {
      const slots = Array.from({ length: count + head }, (_, position): Slot => ({ key: vector(), value: vector(), position })); // prettier-ignore
      cache.append({ sequence, layer, head }, slots);
    }
}

/** What quantised caches must do on every backend. The tolerance is for equal codes: of the arithmetic on them. */
export function quantisesLikeTheReference(name: string, behaviour: Behaviour): void {
  const { tolerance, runs } = behaviour;
  const pair = (config: ModelConfig, seed: number) => withReference(behaviour, config, seed);

  describe(`${name}: quantised pages`, { timeout: 300_000 }, () => {
    it('are attended to as the definition says, for every format and shape', async () => {
      await fc.assert(
        fc.asyncProperty(
          shapes,
          fc.nat(1000),
          formats,
          fc.integer({ min: 1, max: 90 }),
          async (config, seed, format, count) => {
            const both = await pair(config, seed);
            // No page is filled by what is read, so that all codes are of the same numbers.
            const room = Math.min(...Array.from({ length: config.kvHeads }, (_, head) => pageSlots - 1 - ((count + head) % pageSlots))); // prettier-ignore
            const tokens = randomTokens(Math.max(1, room), config.vocabSize, seed);
            const [got, expected] = await Promise.all(
              both.map(async backend => {
                const sequence = openFormat(backend, format);
                fill(backend, sequence, count, seed);
                return (await backend.forward([{ sequence, tokens, want: 'every' }]))[0]!.logits;
              }),
            );
            const same = Math.max(1, room);
            for (let i = 0; i < same; i++) expect(largestDifference(got![i]!, expected![i]!)).toBeLessThan(tolerance);
            both[0].dispose();
          },
        ),
        { numRuns: runs, seed: 20_261_130, endOnFailure: true },
      );
    });

    it('hold what the definition stores of what a pass computes, within the error that is stated for the format', async () => {
      await fc.assert(
        fc.asyncProperty(
          formats,
          fc.integer({ min: 1, max: 70 }),
          fc.integer({ min: 1, max: 40 }),
          async (chosen, first, second) => {
            const format = { ...chosen, fullLayers: { first: 0, last: 0 } };
            const [backend] = await pair(tinyShape, 2);
            const { headDim, vocabSize } = tinyShape;
            const tokens = randomTokens(first + second, vocabSize, first);
            const contents = async (one: CacheFormat | null) => {
              const sequence = openFormat(backend, one);
              await backend.forward([{ sequence, tokens: tokens.slice(0, first), want: 'nothing' }]);
              await backend.forward([{ sequence, tokens: tokens.slice(first), want: 'nothing' }]);
              // Keys and values of the first layer do not depend on attention.
              return (await backend.cache.snapshot(sequence, { keys: true, values: true, heads: [{ layer: 0, head: 1 }] })).heads[0]!; // prettier-ignore
            };
            const [plain, stored] = [await contents(null), await contents(format)];
            const size = pageSlots * headDim;
            for (let from = 0; from < plain.keys!.length; from += size) {
              const [keys, values] = [plain.keys!.slice(from, from + size), plain.values!.slice(from, from + size)];
              const wanted = keys.length < size ? { keys, values } : restorePage(format, headDim, storePage(format, headDim, keys, values)); // prettier-ignore
              const held = [stored.keys!.slice(from, from + size), stored.values!.slice(from, from + size)] as const;
              expect(largestDifference(held[0], wanted.keys)).toBeLessThan(1e-5);
              expect(largestDifference(held[1], wanted.values)).toBeLessThan(1e-5);
              if (keys.length < size) continue;
              const bound = pageErrorBound(format, headDim, keys, values);
              expect(largestDifference(held[0], keys)).toBeLessThanOrEqual(bound.keys + 1e-5);
              expect(largestDifference(held[1], values)).toBeLessThanOrEqual(bound.values + 1e-5);
            }
            backend.dispose();
          },
        ),
        { numRuns: runs, seed: 20_261_130, endOnFailure: true },
      );
    });

    it('follow the reference through evictions, merges and forks, several formats in one pass', async () => {
      const near = (bound: number) => (got: Float32Array, expected: Float32Array) =>
        expect(largestDifference(got, expected)).toBeLessThan(bound);
      await fc.assert(
        fc.asyncProperty(
          fc.nat(1000),
          programs,
          fc.array(fc.option(formats), { minLength: 2, maxLength: 4 }),
          async (seed, program, chosen) => {
            const [backend, reference] = await pair(tinyShape, seed);
            // Keys and values are at most about 4, so that two codes of four bits are less than 1 apart.
            await play(program, backend, reference, { logits: near(neighbouringCodes), slots: near(1) }, chosen);
            backend.dispose();
          },
        ),
        { numRuns: runs, seed: 20_261_130, endOnFailure: true },
      );
    });

    it('do not change what a sequence beside them computes', async () => {
      const [backend] = await pair(tinyShape, 3);
      const tokens = randomTokens(50, tinyShape.vocabSize, 1);
      const chosen = [null, ...formatPresets.map(({ format }) => format)];
      const read = async (together: readonly (CacheFormat | null)[]) => {
        const sequences = together.map(format => openFormat(backend, format));
        await backend.forward(sequences.map(sequence => ({ sequence, tokens, want: 'nothing' })));
        const results = await backend.forward(sequences.map(sequence => ({ sequence, tokens: [1], want: 'last' })));
        for (const sequence of sequences) backend.cache.release(sequence);
        return results.map(({ logits }) => logits[0]!);
      };
      const together = await read(chosen);
      for (const [i, format] of chosen.entries()) {
        const [alone] = await read([format]);
        expect(largestDifference(alone!, together[i]!)).toBeLessThan(tolerance);
      }
      expect(backend.cache.bytes().held).toBe(0);
      backend.dispose();
    });

    it('free the bytes that the formula says', async () => {
      const [backend] = await pair(wideShape, 4);
      const { cache } = backend;
      const { layers, kvHeads, headDim } = wideShape;
      for (const format of [...formatPresets.map(preset => preset.format), null]) {
        const chosen = format && { ...format, fullLayers: { first: 1, last: 0 } };
        const sequence = openFormat(backend, chosen);
        await backend.forward([
          { sequence, tokens: randomTokens(4 * pageSlots + 3, wideShape.vocabSize, 5), want: 'nothing' },
        ]);
        const perHead = Array.from({ length: layers }, (_, layer) => 4 * pageBytes(pageFormatOf(chosen, layer, layers), headDim) + pageBytes(null, headDim)); // prettier-ignore
        expect(cache.bytes().held).toBe(kvHeads * perHead.reduce((sum, bytes) => sum + bytes, 0));
        expect(cache.bytesOf(sequence)).toBe(cache.bytes().held);
        cache.evict(
          { sequence, layer: 1, head: 0 },
          Array.from({ length: 2 * pageSlots }, (_, slot) => slot),
        );
        const freed = 2 * pageBytes(pageFormatOf(chosen, 1, layers), headDim);
        expect(cache.bytes().held).toBe(kvHeads * perHead.reduce((sum, bytes) => sum + bytes, 0) - freed);
        cache.release(sequence);
      }
      expect(cache.bytes().held).toBe(0);
      backend.dispose();
    });
  });
}
