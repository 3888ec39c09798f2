import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { random } from '@/lib/core/random';
import { ListCache } from '@/lib/transformer/backends/reference/cache';
import type { KvCache, SequenceId, Slot } from '@/lib/transformer/cache/contract';
import { formatPresets } from '@/lib/transformer/cache/format';
import { mergeSlots } from '@/lib/transformer/cache/merge';
import { PagedCache } from '@/lib/transformer/cache/paged';
import { pageSlots } from '@/lib/transformer/cache/pages';
import { ropeFrequencies, rotate } from '@/lib/transformer/rope';
import { tinyShape as shape } from '../../support/backend-behaviour';
import { formats } from '../../support/formats';
import { largestDifference } from '../../support/logits';
import { ArrayPages } from '../../support/page-memory';

const paged = () => new PagedCache(shape, new ArrayPages(shape.headDim));

const slotOf = (seed: number): Slot => {
  const fill = (from: number) => Float32Array.from({ length: shape.headDim }, (_, i) => Math.sin(seed * 7 + from + i));
  return { key: fill(0), value: fill(100), position: seed % 97 };
};
const slots = (count: number, seed = 1) => Array.from({ length: count }, (_, i) => slotOf(seed + i));

const small = fc.nat(500);
const at = fc.record({ which: small, layer: fc.nat(shape.layers - 1), head: fc.nat(shape.kvHeads - 1) });
const step = fc.oneof(
  fc.record({ kind: fc.constant('append' as const), at, count: fc.integer({ min: 1, max: 40 }), seed: small }),
  fc.record({ kind: fc.constant('fork' as const), at }),
  fc.record({ kind: fc.constant('release' as const), at }),
  fc.record({ kind: fc.constant('overwrite' as const), at, slot: small, seed: small }),
  fc.record({ kind: fc.constant('evict' as const), at, slots: fc.array(small, { maxLength: 30 }) }),
  fc.record({ kind: fc.constant('merge' as const), at, slots: fc.array(small, { minLength: 1, maxLength: 5 }) }),
);

describe('the paged cache', () => {
  it('holds what plain lists hold, whatever is appended, forked, overwritten, evicted, merged and released', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 25 }),
        fc.option(formats, { nil: undefined }),
        async (steps, format) => {
          const both: [KvCache, KvCache] = [paged(), new ListCache(shape)];
          const options = format ? { format } : {};
          let open: [SequenceId, SequenceId][] = [[both[0].open(options), both[1].open(options)]];
          for (const one of steps) {
            const pair = open[one.at.which % open.length]!;
            const length = both[1].length({ ...one.at, sequence: pair[1] });
            const chosen = 'slots' in one ? [...new Set(one.slots.map(slot => slot % Math.max(1, length)))] : [];
            for (const [side, cache] of both.entries()) {
              const ref = { sequence: pair[side]!, layer: one.at.layer, head: one.at.head };
              if (one.kind === 'append') cache.append(ref, slots(one.count, one.seed));
              if (one.kind === 'overwrite' && length > 0) cache.overwrite(ref, one.slot % length, slotOf(one.seed));
              if (one.kind === 'evict' && length > 0) cache.evict(ref, chosen);
              if (one.kind === 'merge' && length > 0)
              await cache.merge(ref, chosen[0]!, chosen.slice(1), chosen.map((_, i) => i + 1)); // prettier-ignore
              if (one.kind === 'release' && open.length > 1) cache.release(pair[side]!);
            }
            if (one.kind === 'fork') open.push([both[0].fork(pair[0]), both[1].fork(pair[1])]);
            if (one.kind === 'release' && open.length > 1) open = open.filter(other => other !== pair);
          }
          for (const [mine, theirs] of open) {
            const [got, expected] = await Promise.all([
              both[0].snapshot(mine, { keys: true, values: true }),
              both[1].snapshot(theirs, { keys: true, values: true }),
            ]);
            got.heads.forEach(({ positions, keys, values }, i) => {
              const other = expected.heads[i]!;
              expect([...positions]).toEqual([...other.positions]);
              expect(largestDifference(keys!, other.keys!)).toBeLessThan(1e-6);
              expect(largestDifference(values!, other.values!)).toBeLessThan(1e-6);
            });
          }
          for (const [mine] of open) both[0].release(mine);
          expect(both[0].bytes().held).toBe(0);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('counts a page once, however many forks share it, and copies only the page that is written to', () => {
    const cache = paged();
    const page = 2 * pageSlots * shape.headDim * 4;
    const first = cache.open();
    const ref = { sequence: first, layer: 0, head: 0 };
    cache.append(ref, slots(2 * pageSlots + 3));
    expect(cache.bytes().held).toBe(3 * page);
    const second = cache.fork(first);
    expect(cache.bytes().held).toBe(3 * page);
    cache.append({ ...ref, sequence: second }, slots(1));
    expect(cache.bytes().held).toBe(4 * page);
    cache.overwrite({ ...ref, sequence: second }, 1, slotOf(5));
    expect(cache.bytes().held).toBe(5 * page);
    cache.release(first);
    expect(cache.bytes().held).toBe(3 * page);
  });

  it.each(['float32', 'f16'])('gives memory back when most of it is free, and keeps what is held: %s', async id => {
    const format = formatPresets.find(preset => preset.id === id)?.format;
    const cache = paged();
    const large = cache.open(format && { format });
    const kept = cache.open(format && { format });
    const ref = { layer: 1, head: 1 };
    cache.append({ ...ref, sequence: large }, slots(200 * pageSlots));
    cache.append({ ...ref, sequence: kept }, slots(40, 9));
    const before = cache.bytes();
    cache.release(large);
    const after = cache.bytes();
    expect(after.held).toBeLessThan(before.held / 50);
    expect(after.reserved).toBeLessThan(before.reserved / 2);
    const { heads } = await cache.snapshot(kept, { values: true, heads: [ref] });
    const expected = Float32Array.from(slots(40, 9).flatMap(({ value }) => [...value]));
    expect(largestDifference(heads[0]!.values!, expected)).toBeLessThan(format ? 1e-3 : 1e-9);
  });

  it.each(['float32', 'q8_0', 'kivi-4'])(
    'returns half of the memory when a random half of the slots goes, where marking slots would return none: %s',
    id => {
      const format = formatPresets.find(preset => preset.id === id)?.format;
      fc.assert(
        fc.property(fc.nat(), seed => {
          const cache = paged();
          const sequence = cache.open(format ? { format } : {});
          const stream = random(seed);
          const pages = 40;
          const all = Array.from({ length: pages * pageSlots }, (_, slot) => slot);
          let occupied = 0;
          const heads = Array.from({ length: shape.layers * shape.kvHeads }, (_, list) => ({
            sequence,
            layer: list >> 1,
            head: list & 1,
          }));
          for (const head of heads) cache.append(head, slots(all.length));
          const full = cache.bytes().held;
          for (const head of heads) {
            const order = all.map(slot => ({ slot, key: stream.next() })).sort((a, b) => a.key - b.key);
            const [gone, kept] = [order.slice(0, all.length / 2), order.slice(all.length / 2)];
            occupied += new Set(kept.map(({ slot }) => Math.floor(slot / pageSlots))).size;
            cache.evict(head, gone.map(({ slot }) => slot)); // prettier-ignore
          }
          expect(occupied / (heads.length * pages)).toBeGreaterThanOrEqual(0.99);
          expect(cache.bytes().held).toBe(full / 2);
        }),
        { numRuns: 10 },
      );
    },
  );

  it('keeps the slots of a quantised head when there is no memory to change them', async () => {
    const memory = new ArrayPages(shape.headDim);
    const cache = new PagedCache(shape, memory);
    const format = formatPresets.find(({ id }) => id === 'q8_0')!.format;
    const ref = { sequence: cache.open({ format }), layer: 0, head: 0 };
    cache.append(ref, slots(40 * pageSlots));
    const contents = async () => (await cache.snapshot(ref.sequence, { keys: true, heads: [ref] })).heads[0]!.keys!;
    const [before, held] = [await contents(), cache.bytes().held];
    const every = (step: number) => Array.from({ length: 40 * pageSlots / step }, (_, i) => i * step); // prettier-ignore
    const grow = vi.spyOn(memory, 'grow').mockImplementation(() => {
      throw new Error('no memory');
    });
    // Another sequence leaves three pages free.
    const other = { sequence: cache.open(), layer: 0, head: 0 };
    expect(() => {
      for (;;) cache.append(other, slots(pageSlots));
    }).toThrow('no memory');
    cache.evict(other, every(1).slice(0, 3 * pageSlots));
    expect(() => cache.evict(ref, every(2))).toThrow('no memory');
    grow.mockRestore();
    cache.release(other.sequence);
    expect(largestDifference(await contents(), before)).toBeLessThan(1e-6);
    expect(cache.bytes().held).toBe(held);
    cache.evict(ref, every(2));
    expect(cache.bytes().held).toBe(held / 2);
  });

  it('moves the last slots into the holes, the first of them into the lowest', async () => {
    const cache = paged();
    const ref = { sequence: cache.open(), layer: 0, head: 0 };
    cache.append(ref, [0, 1, 2, 3, 4, 5, 6].map(position => ({ ...slotOf(position), position }))); // prettier-ignore
    cache.evict(ref, [5, 1, 2]);
    const { heads } = await cache.snapshot(ref.sequence, { heads: [ref] });
    expect([...heads[0]!.positions]).toEqual([0, 4, 6, 3]);
  });
});

describe('a merge', () => {
  it('averages keys as they were before rotation, and stands at the newest position', () => {
    const frequencies = ropeFrequencies(shape);
    const plain = [slotOf(1).key, slotOf(2).key];
    const members = plain.map((key, i): Slot => {
      const rotated = key.slice();
      rotate(rotated, 10 * (2 - i), frequencies);
      return { key: rotated, value: Float32Array.of(4 * i), position: 10 * (2 - i) };
    });
    const merged = mergeSlots(members.map((slot, i) => ({ ...slot, value: slotOf(i).value })), [3, 1], frequencies); // prettier-ignore
    const expected = plain[0]!.map((value, i) => 0.75 * value + 0.25 * plain[1]![i]!);
    rotate(expected, 20, frequencies);
    expect(merged.position).toBe(20);
    expect(largestDifference(merged.key, expected)).toBeLessThan(1e-6);
    expect(merged.value[0]).toBeCloseTo(0.75 * slotOf(0).value[0]! + 0.25 * slotOf(1).value[0]!, 6);
  });
});
