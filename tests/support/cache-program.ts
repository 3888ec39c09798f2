import fc from 'fast-check';
import { expect } from 'vitest';
import type { SequenceId } from '@/lib/transformer/cache/contract';
import type { CacheFormat } from '@/lib/transformer/cache/format';
import type { Backend } from '@/lib/transformer/contract';
import { randomTokens } from './random-model';

/** One step of a random program over sequences. Numbers are taken modulo what there is, so that every program means something. */
type Step =
  | { kind: 'read'; counts: number[]; seed: number }
  | { kind: 'fork'; which: number; beginning: number | null }
  | { kind: 'release'; which: number }
  | { kind: 'evict'; which: number; place: number; slots: number[] }
  | { kind: 'merge'; which: number; place: number; slots: number[] };

const small = fc.nat(1000);

const lost = { which: small, place: small, slots: fc.array(small, { minLength: 1, maxLength: 12 }) };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('read' as const), counts: fc.array(fc.nat(18), { minLength: 1, maxLength: 4 }), seed: small }) }, // prettier-ignore
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('fork' as const), which: small, beginning: fc.option(small) }) }, // prettier-ignore
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('release' as const), which: small }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('evict' as const), ...lost }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('merge' as const), ...lost }) },
);

export const programs = fc.array(step, { minLength: 3, maxLength: 9 });

/** How what two backends computed is compared. */
export interface Nearness {
  logits(got: Float32Array, expected: Float32Array): void;
  /** Of keys and values. */
  slots(got: Float32Array, expected: Float32Array): void;
}

/**
 * Runs a program on both backends at once; logits are compared after every read, whole caches at the end. A sequence is opened for each
 * format; null is float32.
 */
export async function play(
  program: readonly Step[],
  backend: Backend,
  reference: Backend,
  near: Nearness,
  formats: readonly (CacheFormat | null)[] = [null],
): Promise<void> {
  const { layers, kvHeads, vocabSize, context } = backend.config;
  const both = [backend, reference] as const;
  let open: (readonly [SequenceId, SequenceId])[] = formats.map(format => {
    const options = format ? { format } : {};
    return [backend.cache.open(options), reference.cache.open(options)];
  });

  async function read(counts: readonly number[], seed: number): Promise<void> {
    // A count of its own for each of a few sequences: prompts and single tokens, mixed.
    const spans = counts.flatMap((count, i) => {
      const sequences = open[i];
      const room = sequences ? context - backend.cache.position(sequences[0]) : 0;
      const tokens = randomTokens(Math.min(1 + count, room), vocabSize, seed + i);
      return sequences && tokens.length > 0 ? [{ sequences, tokens }] : [];
    });
    if (spans.length === 0) return;
    const [got, expected] = await Promise.all(
      both.map((one, side) =>
        one.forward(spans.map(({ sequences, tokens }) => ({ sequence: sequences[side]!, tokens, want: 'last' }))),
      ),
    );
    got!.forEach(({ logits }, i) => near.logits(logits[0]!, expected![i]!.logits[0]!));
  }

  async function lose(kind: 'evict' | 'merge', which: number, place: number, wanted: number[]): Promise<void> {
    const sequences = open[which % open.length]!;
    const at = { layer: place % layers, head: (place >> 4) % kvHeads };
    const length = backend.cache.length({ sequence: sequences[0], ...at });
    const slots = [...new Set(wanted.map(slot => slot % Math.max(1, length)))].slice(0, Math.max(0, length - 1));
    if (slots.length === 0) return;
    for (const [side, { cache }] of both.entries()) {
      const ref = { sequence: sequences[side]!, ...at };
      const [into, ...from] = slots;
      if (kind === 'evict') cache.evict(ref, slots);
      else await cache.merge(ref, into!, from, slots.map((_, i) => 1 + (i % 3))); // prettier-ignore
    }
  }

  for (const step of program) {
    if (step.kind === 'read') await read(step.counts, step.seed);
    else if (step.kind === 'evict' || step.kind === 'merge') await lose(step.kind, step.which, step.place, step.slots);
    else {
      const sequences = open[step.which % open.length]!;
      if (step.kind === 'release') {
        if (open.length === 1) continue;
        both.forEach(({ cache }, side) => cache.release(sequences[side]!));
        open = open.filter(one => one !== sequences);
      } else {
        const { position, heads } = await reference.cache.snapshot(sequences[1]);
        const isWhole = heads.every(({ positions }) => positions.every((p, i) => p === i) && positions.length === position); // prettier-ignore
        const tokens = step.beginning === null || !isWhole ? undefined : step.beginning % (position + 1);
        open.push([backend.cache.fork(sequences[0], tokens), reference.cache.fork(sequences[1], tokens)]);
      }
    }
  }

  for (const [mine, theirs] of open) {
    const options = { keys: true, values: true };
    const got = await backend.cache.snapshot(mine, options);
    const expected = await reference.cache.snapshot(theirs, options);
    expect(got.position).toBe(expected.position);
    got.heads.forEach((one, i) => {
      const other = expected.heads[i]!;
      expect([...one.positions]).toEqual([...other.positions]);
      near.slots(one.keys!, other.keys!);
      near.slots(one.values!, other.values!);
    });
  }
}
