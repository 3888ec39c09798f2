import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neighbour, placeTree, radius } from '@/components/divide-and-conquer/theory/toy/place';
import { matchedBy, readSteps, resultOf } from '@/components/divide-and-conquer/theory/toy/reading';
import {
  first,
  instanceOf,
  reduce,
  shown,
  sizes,
  type ToyAction,
  type ToyState,
} from '@/components/divide-and-conquer/theory/toy/state';
import { random } from '@/lib/core/random';
import { findOccurrence } from '@/lib/panels/divide-and-conquer/subtree-isomorphism/direct';
import { drawInstance } from '@/lib/panels/divide-and-conquer/subtree-isomorphism/draw';
import { colourOf, type Instance, patternNodes } from '@/lib/panels/divide-and-conquer/subtree-isomorphism/encoding';
import { traceOf } from '@/lib/panels/divide-and-conquer/subtree-isomorphism/trace';

/** Pattern: 1 with leaves 2 and 3. Base: 4 with 5 and 6, where 5 has 7 below. */
const small: Instance = {
  nodes: [
    [2, 3, 0],
    [0, 0, 1],
    [0, 0, 0],
    [5, 6, 0],
    [7, 0, 0],
    [0, 0, 1],
    [0, 0, 1],
  ],
  root: [1, 4, 0],
};

describe('the toy', { timeout: 120_000 }, () => {
  it('opens with a finished decision that has a match', () => {
    expect(findOccurrence(instanceOf(first))).not.toBeNull();
    expect(shown(first.at, 12)).toBe(12);
  });

  it('steps to the last step, where playing ends, and plays again from the start', () => {
    let state = reduce(first, { type: 'play', of: 3 });
    expect(state).toMatchObject({ at: 0, isPlaying: true });
    for (const at of [1, 2]) {
      state = reduce(state, { type: 'step', of: 3 });
      expect(state).toMatchObject({ at, isPlaying: true });
    }
    state = reduce(state, { type: 'step', of: 3 });
    expect(state).toMatchObject({ at: 3, isPlaying: false });
    expect(reduce(state, { type: 'step', of: 3 }).at).toBe(3);
    const half = reduce({ ...state, at: 1 }, { type: 'play', of: 3 });
    expect(half.at).toBe(1);
    expect(reduce(half, { type: 'stop' })).toMatchObject({ at: 1, isPlaying: false });
  });

  it('flips a node there and back, and keeps what is shown', () => {
    const flipped = reduce(first, { type: 'flip', node: 1 });
    expect(flipped.at).toBe(first.at);
    expect(colourOf(instanceOf(flipped), 1)).not.toBe(colourOf(instanceOf(first), 1));
    expect(instanceOf(reduce(flipped, { type: 'flip', node: 1 }))).toEqual(instanceOf(first));
    expect(instanceOf(reduce(flipped, { type: 'unflip' }))).toEqual(instanceOf(first));
    expect(reduce(flipped, { type: 'draw', change: { seed: 8 } })).toMatchObject({ flipped: [], at: 0 });
  });

  it('can always be drawn, whatever is set in whatever order', () => {
    const change = fc.record(
      {
        seed: fc.nat({ max: 999_999 }),
        patternSize: fc.integer(sizes.pattern),
        baseSize: fc.integer(sizes.base),
        wish: fc.constantFrom('match' as const, 'none' as const, 'chance' as const),
      },
      { requiredKeys: [] },
    );
    const oneOf = change.map(all => Object.fromEntries(Object.entries(all).slice(0, 1)));
    fc.assert(
      fc.property(fc.array(oneOf, { maxLength: 6 }), changes => {
        const actions = changes.map((each): ToyAction => ({ type: 'draw', change: each }));
        const state = actions.reduce<ToyState>(reduce, first);
        expect(patternNodes(instanceOf(state))).toHaveLength(state.patternSize);
        expect(state.patternSize).toBeLessThanOrEqual(state.baseSize);
      }),
    );
  });
});

describe('what is read from the steps', () => {
  it('says what is happening, which nodes match so far, and where the pattern occurs', async () => {
    const trace = await traceOf(small);
    const readings = Array.from({ length: trace.steps.length + 1 }, (_, count) => readSteps(small, trace, count));
    expect(readings.map(({ sentence }) => sentence)).toEqual([
      'Nothing is computed yet. Press Step or Play.',
      'Split at pattern node 1. One call each asks where the parts below 2 and 3 occur.',
      'Solve pattern node 2, a leaf. It is square, so every square base node matches: 6 and 7.',
      'Solve pattern node 3, a leaf. It is round, so every round base node matches: 4 and 5.',
      'Merge at pattern node 1. A base node matches if it is round and its children match 2 and 3, in either order. This holds at 1 base node: 4.',
      'Answer: yes. The whole pattern occurs at base node 4, drawn bold.',
    ]);
    expect(readings.map(({ matching }) => matching && [...matching])).toEqual([null, null, [6, 7], [4, 5], [4], [4]]);
    expect([...(readings[4]?.solved ?? [])]).toEqual([
      [2, 2],
      [3, 2],
      [1, 1],
    ]);
    expect([...(readings[4]?.matchesChildren ?? [])]).toEqual([
      [6, [2]],
      [7, [2]],
      [4, [3]],
      [5, [3]],
    ]);
    expect(readings[4]?.occurrence).toBeNull();
    expect([...(readings[5]?.occurrence ?? [])]).toEqual([
      [1, 4],
      [2, 6],
      [3, 5],
    ]);
    expect(trace.steps.map(step => resultOf(small, step))).toEqual([
      'pattern 2 and 3',
      'base 6 and 7',
      'base 4 and 5',
      'base 4',
      'yes',
    ]);
  });

  it('names a colour that no base node has, and the answer no', async () => {
    const instance: Instance = {
      nodes: [
        [0, 0, 1],
        [0, 0, 0],
      ],
      root: [1, 2, 0],
    };
    const trace = await traceOf(instance);
    expect(trace.steps.map((_, at) => readSteps(instance, trace, at + 1).sentence)).toEqual([
      'Solve pattern node 1, a leaf. It is square, and no base node is square.',
      'Answer: no. No base node matches the root of the pattern.',
    ]);
    expect(trace.steps.flatMap(step => matchedBy(instance, step))).toEqual([]);
  });
});

describe('the picture of a tree', { timeout: 120_000 }, () => {
  const trees = fc
    .record({ seed: fc.nat(), size: fc.integer({ min: 1, max: 31 }) })
    .map(({ seed, size }) => drawInstance({ patternSize: 1, baseSize: size, wish: 'chance' }, random(seed)));

  it('keeps nodes apart and within its frame', () => {
    fc.assert(
      fc.property(trees, instance => {
        const { width, height, nodes } = placeTree(instance, instance.root[1]);
        expect(nodes).toHaveLength(instance.nodes.length - 1);
        for (const a of nodes) {
          expect(a.x).toBeGreaterThanOrEqual(radius);
          expect(a.x).toBeLessThanOrEqual(width - radius);
          expect(a.y).toBeGreaterThanOrEqual(radius);
          expect(a.y).toBeLessThanOrEqual(height - radius);
          const distances = nodes.filter(b => b !== a).map(b => Math.hypot(a.x - b.x, a.y - b.y));
          expect(Math.min(...distances)).toBeGreaterThan(2 * radius);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is walked by the arrow keys: every node is reached from the root', () => {
    fc.assert(
      fc.property(trees, instance => {
        const [, root] = instance.root;
        const { nodes } = placeTree(instance, root);
        const reached = new Set([root]);
        for (const node of reached) {
          for (const key of ['ArrowDown', 'ArrowLeft', 'ArrowRight', 'ArrowUp']) {
            const next = neighbour(nodes, node, key);
            if (next !== undefined) reached.add(next);
          }
        }
        expect(reached.size).toBe(nodes.length);
      }),
      { numRuns: 200 },
    );
    const { nodes } = placeTree(small, 4);
    expect(neighbour(nodes, 4, 'ArrowDown')).toBe(5);
    expect(neighbour(nodes, 5, 'ArrowRight')).toBe(6);
    expect(neighbour(nodes, 7, 'ArrowUp')).toBe(5);
    expect(neighbour(nodes, 7, 'Home')).toBe(4);
    expect(neighbour(nodes, 4, 'End')).toBe(7);
    expect(neighbour(nodes, 4, 'ArrowUp')).toBeUndefined();
    expect(neighbour(nodes, 4, 'x')).toBeUndefined();
  });
});
