import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HeadToken, LearnedCompression } from '@/lib/transformer/learned/contract';
import { LearnedReader } from '@/lib/transformer/learned/reader';
import { openHead } from '@/lib/transformer/learned/registry';
import { ropeFrequencies, rotate } from '@/lib/transformer/rope';
import { learnedModels } from '../../support/learned-models';

/**
 * What a KV head holds after some tokens, from the definitions of DMC (arXiv 2403.09636) and DMS (arXiv 2506.05345) and from all tokens
 * at once: nothing is overwritten, subtracted or shifted.
 */

const size = 8;
const last = size - 1;
const rope = { headDim: size, ropeTheta: 10_000, ropeScaling: { kind: 'none' as const } };
const frequencies = ropeFrequencies(rope);
interface Held {
  position: number;
  key: number[];
  value: number[];
}

function rotated(x: ArrayLike<number>, position: number, clears: { before: boolean; after: boolean }): number[] {
  const y = Float32Array.from(x);
  if (clears.before) y[last] = 0;
  rotate(y, position, frequencies);
  if (clears.after) y[last] = 0;
  return [...y];
}
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

function dmcByDefinition(tokens: readonly HeadToken[], { window, offset }: Record<string, number>): Held[] {
  const joins = tokens.map(({ key }, t) => t > 0 && key[last]! - offset! > 0);
  const ends = tokens.flatMap((_, t) => (t + 1 < tokens.length && joins[t + 1] ? [] : [t]));
  return ends.map(end => {
    let begin = end;
    while (joins[begin]) begin--;
    if (window! > 0) begin = Math.max(begin, end - window! + 1);
    const members = tokens.slice(begin, end + 1).map(token => ({
      ...token,
      weight: sigmoid(sum(token.queries.map(query => query[last]!)) / token.queries.length + offset!) + 2 ** -7,
    }));
    const total = sum(members.map(({ weight }) => weight));
    const mean = (of: 'key' | 'value') =>
      Array.from({ length: size }, (_, i) => sum(members.map(member => member.weight * member[of][i]!)) / total);
    return { position: end, key: rotated(mean('key'), end, { before: true, after: true }), value: mean('value') };
  });
}

function dmsByDefinition(tokens: readonly HeadToken[], values: Record<string, number>): Held[] {
  const { window, scale, offset, marksBefore } = values as Record<
    'window' | 'scale' | 'offset' | 'marksBefore',
    number
  >;
  const now = tokens.length - 1;
  const isMarked = (t: number) => {
    const by = tokens[t + marksBefore];
    return by !== undefined && scale * by.queries[0]![last]! - offset > 0;
  };
  return tokens.flatMap(({ key, value }, t) =>
    now - t > window && isMarked(t)
      ? []
      : [{ position: t, key: rotated(key, t, { before: false, after: false }), value: [...value] }],
  );
}

const definitions: Record<string, typeof dmcByDefinition> = { dmc: dmcByDefinition, dms: dmsByDefinition };

const vector = (borrowed: fc.Arbitrary<number>) =>
  fc
    .tuple(fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: last, maxLength: last }), borrowed)
    .map(([content, channel]) => Float32Array.of(...content, channel));
const token = fc.record({
  queries: fc.array(vector(fc.constantFrom(-3, -0.5, 0.2, 1)), { minLength: 2, maxLength: 2 }),
  key: vector(fc.constantFrom(4, 6, 7)),
  value: vector(fc.double({ min: -2, max: 2, noNaN: true })),
});

/** Reads tokens with slots that are really filled again. */
function read(learned: LearnedCompression, tokens: readonly HeadToken[], slots: Held[], state = openHead(learned)!) {
  const reader = new LearnedReader(learned, rope);
  for (const { position, ...rest } of tokens) {
    const queries = rest.queries.map(query => query.slice());
    const { over, key, value } = reader.read(state, { ...rest, queries, position });
    const at = over === null ? -1 : slots.findIndex(slot => slot.position === over);
    if (over !== null) expect(at).toBeGreaterThanOrEqual(0);
    slots[at < 0 ? slots.length : at] = { position, key: [...key], value: [...value] };
  }
  return state;
}

const positioned = (list: readonly Omit<HeadToken, 'position'>[]) =>
  list.map((one, position) => ({ ...one, position }));

function expectSame(slots: Held[], expected: Held[]) {
  const inOrder = [...slots].sort((a, b) => a.position - b.position);
  expect(inOrder.map(({ position }) => position)).toEqual(expected.map(({ position }) => position));
  inOrder.forEach(({ key, value }, i) => {
    key.forEach((x, j) => expect(Math.abs(x - expected[i]!.key[j]!)).toBeLessThan(1e-5));
    value.forEach((x, j) => expect(Math.abs(x - expected[i]!.value[j]!)).toBeLessThan(1e-5));
  });
}

describe.each(learnedModels)('a head of %s', (_, learned) => {
  const byDefinition = definitions[learned.method]!;

  it('holds what the definition says after any tokens', () => {
    fc.assert(
      fc.property(fc.array(token, { minLength: 1, maxLength: 50 }), list => {
        const tokens = positioned(list);
        const slots: Held[] = [];
        read(learned, tokens, slots);
        expectSame(slots, byDefinition(tokens, learned.values));
      }),
      { numRuns: 200 },
    );
  });

  it('goes on from a copy as from itself, and the two share nothing', () => {
    fc.assert(
      fc.property(fc.array(token, { minLength: 20, maxLength: 40 }), fc.integer({ min: 1, max: 19 }), (list, at) => {
        const tokens = positioned(list);
        const slots: Held[] = [];
        const state = read(learned, tokens.slice(0, at), slots);
        const other = slots.map(slot => ({ ...slot }));
        const copy = state.copy();
        read(learned, tokens.slice(at), slots, state);
        const turned = [...tokens.slice(0, at), ...tokens.slice(at).reverse()].map((one, position) => ({
          ...one,
          position,
        }));
        read(learned, turned.slice(at), other, copy);
        expectSame(slots, byDefinition(tokens, learned.values));
        expectSame(other, byDefinition(turned, learned.values));
      }),
      { numRuns: 50 },
    );
  });

  it('leaves nothing of the borrowed channels to attention', () => {
    const reader = new LearnedReader(learned, rope);
    const one = { position: 900, key: new Float32Array(size), value: new Float32Array(size) };
    one.key[last] = 9;
    const queries = [0, 1].map(() => new Float32Array(size).fill(0, 0, last).fill(9, last));
    const { key } = reader.read(openHead(learned)!, { ...one, queries });
    const isDmc = learned.method === 'dmc';
    expect([...queries[0]!, ...(isDmc ? [...queries[1]!, ...key] : [])].every(x => x === 0)).toBe(true);
    // DMS borrows from the first query head of a group alone.
    if (!isDmc) expect(queries[1]!.some(x => x !== 0) && key.some(x => x !== 0)).toBe(true);
  });
});
