import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { random } from '@/lib/core/random';
import { balancedCost } from '@/lib/panels/divide-and-conquer/subtree-isomorphism/balanced-cost';
import { findOccurrence, matchesOf } from '@/lib/panels/divide-and-conquer/subtree-isomorphism/direct';
import { drawInstance, type Wish } from '@/lib/panels/divide-and-conquer/subtree-isomorphism/draw';
import {
  baseNodes,
  childrenOf,
  colourOf,
  heightOf,
  type Instance,
  nodeAt,
  nodesUnder,
  patternNodes,
  type TreeNode,
  withFlipped,
} from '@/lib/panels/divide-and-conquer/subtree-isomorphism/encoding';
import { traceOf } from '@/lib/panels/divide-and-conquer/subtree-isomorphism/trace';

const wishes: readonly Wish[] = ['match', 'none', 'chance'];

const drawn = (largestPattern: number, largestBase: number) =>
  fc
    .record({
      seed: fc.nat(),
      patternSize: fc.integer({ min: 1, max: largestPattern }),
      more: fc.nat({ max: largestBase - largestPattern }),
      wish: fc.constantFrom(...wishes),
    })
    .map(({ seed, patternSize, more, wish }) => ({
      wish,
      patternSize,
      baseSize: patternSize + more,
      instance: drawInstance({ patternSize, baseSize: patternSize + more, wish }, random(seed)),
    }));

/**
 * By the definition: some one-to-one map from the pattern's nodes to nodes of the base tree keeps colours and parents. Tries all maps.
 */
function occursByAllMaps(instance: Instance): boolean {
  const pattern = patternNodes(instance);
  const base = baseNodes(instance);
  const parents = (nodes: number[]) =>
    new Map(nodes.flatMap(node => childrenOf(instance, node).map(child => [child, node] as const)));
  const above = new Map([...parents(pattern), ...parents(base)]);
  const holds = (image: readonly number[]) =>
    pattern.every((node, at) => {
      const onto = image[at] ?? 0;
      const parent = above.get(node);
      return (
        colourOf(instance, node) === colourOf(instance, onto) &&
        (parent === undefined || above.get(onto) === image[pattern.indexOf(parent)])
      );
    });
  const tryAll = (image: number[]): boolean =>
    image.length === pattern.length
      ? holds(image)
      : base.some(node => !image.includes(node) && tryAll([...image, node]));
  return tryAll([]);
}

/** Left and right exchanged at every node of one tree. */
const mirrored = (instance: Instance, root: number): Instance => {
  const inTree = new Set(nodesUnder(instance, root));
  return {
    ...instance,
    nodes: instance.nodes.map(([left, right, colour], at) =>
      inTree.has(at + 1) ? [right, left, colour] : [left, right, colour],
    ),
  };
};

/** Every node of every level, `height` edges high, all of one colour; a base tree of the same shape. */
function completeInstance(height: number): Instance {
  const size = 2 ** (height + 1) - 1;
  const tree = (from: number): TreeNode[] =>
    Array.from({ length: size }, (_, place) => {
      const left = 2 * place + 1;
      return left < size ? [from + left, from + left + 1, 0] : [0, 0, 0];
    });
  return { nodes: [...tree(1), ...tree(size + 1)], root: [1, size + 1, 0] };
}

describe('the encoding of two trees', () => {
  const instance: Instance = {
    nodes: [
      [2, 0, 0],
      [0, 0, 1],
      [0, 4, 0],
      [0, 0, 1],
    ],
    root: [1, 3, 0],
  };

  it('reads pointers from 1, and 0 as none', () => {
    expect(patternNodes(instance)).toEqual([1, 2]);
    expect(baseNodes(instance)).toEqual([3, 4]);
    expect(childrenOf(instance, 3)).toEqual([4]);
    expect(heightOf(instance, 1)).toBe(1);
    expect(nodeAt(instance, 4)).toEqual([0, 0, 1]);
    expect(() => nodeAt(instance, 0)).toThrow(RangeError);
    expect(() => nodeAt(instance, 5)).toThrow(RangeError);
  });

  it('does not care on which side a child hangs', () => {
    expect([...(findOccurrence(instance) ?? [])]).toEqual([
      [1, 3],
      [2, 4],
    ]);
    expect(findOccurrence(withFlipped(instance, 4))).toBeNull();
    expect(colourOf(instance, 4)).toBe(1);
  });
});

describe('drawing', { timeout: 120_000 }, () => {
  it('gives two trees of the sizes asked for, with a match, without one, or as it comes', () => {
    const byChance = { yes: 0, no: 0 };
    fc.assert(
      fc.property(drawn(9, 24), ({ instance, wish, patternSize, baseSize }) => {
        expect(patternNodes(instance)).toHaveLength(patternSize);
        expect(baseNodes(instance)).toHaveLength(baseSize);
        expect(instance.nodes).toHaveLength(patternSize + baseSize);
        const occurs = findOccurrence(instance) !== null;
        if (wish === 'chance') byChance[occurs ? 'yes' : 'no']++;
        else expect(occurs).toBe(wish === 'match');
      }),
      { numRuns: 300, seed: 1 },
    );
    expect(byChance.yes).toBeGreaterThan(10);
    expect(byChance.no).toBeGreaterThan(10);
  });

  it('gives the same for the same seed, and something else for another', () => {
    const draw = (seed: number) => drawInstance({ patternSize: 7, baseSize: 15, wish: 'match' }, random(seed));
    expect(draw(3)).toEqual(draw(3));
    expect(draw(3)).not.toEqual(draw(4));
  });

  it('leaves both colours in the base tree where nothing matches: a near miss', () => {
    const left = Array.from({ length: 100 }, (_, seed) => {
      const instance = drawInstance({ patternSize: 5, baseSize: 15, wish: 'none' }, random(seed));
      return new Set(baseNodes(instance).map(node => colourOf(instance, node))).size;
    });
    expect(left.filter(colours => colours === 2).length).toBeGreaterThan(90);
  });

  it('refuses what cannot be', () => {
    expect(() => drawInstance({ patternSize: 0, baseSize: 4, wish: 'chance' }, random(1))).toThrow(RangeError);
    expect(() => drawInstance({ patternSize: 5, baseSize: 4, wish: 'match' }, random(1))).toThrow(RangeError);
    const small = drawInstance({ patternSize: 5, baseSize: 4, wish: 'none' }, random(1));
    expect(findOccurrence(small)).toBeNull();
  });
});

describe('the divide-and-conquer program', { timeout: 120_000 }, () => {
  it('decides as the direct procedure does, at every stage', async () => {
    await fc.assert(
      fc.asyncProperty(drawn(12, 31), async ({ instance }) => {
        const { answer, steps } = await traceOf(instance);
        expect(answer).toBe(findOccurrence(instance) !== null);
        for (const { kind, value, truth, pattern } of steps) {
          if (kind === 'split') continue;
          expect(value).toEqual(truth);
          if (kind !== 'answer') expect(value).toEqual(matchesOf(instance, pattern));
        }
      }),
      { numRuns: 400, seed: 2 },
    );
  });

  it('agrees with the direct procedure and with trying all maps on tiny trees', async () => {
    let matches = 0;
    await fc.assert(
      fc.asyncProperty(drawn(4, 6), async ({ instance }) => {
        const truth = occursByAllMaps(instance);
        if (truth) matches++;
        expect(findOccurrence(instance) !== null).toBe(truth);
        expect((await traceOf(instance)).answer).toBe(truth);
      }),
      { numRuns: 400, seed: 3 },
    );
    expect(matches).toBeGreaterThan(100);
  });

  it('says the same of mirrored trees', async () => {
    await fc.assert(
      fc.asyncProperty(drawn(8, 20), async ({ instance }) => {
        const { answer } = await traceOf(instance);
        for (const root of [instance.root[0], instance.root[1]]) {
          expect((await traceOf(mirrored(instance, root))).answer).toBe(answer);
        }
      }),
      { numRuns: 150, seed: 4 },
    );
  });

  it('goes as deep as the pattern is high, with one call a leaf and two a node with children', async () => {
    await fc.assert(
      fc.asyncProperty(drawn(12, 31), async ({ instance }) => {
        const { cost } = await traceOf(instance);
        const leaves = patternNodes(instance).filter(node => childrenOf(instance, node).length === 0).length;
        const height = heightOf(instance, instance.root[0]);
        expect(cost).toEqual({
          depth: height,
          calls: leaves + 2 * (patternNodes(instance).length - leaves),
          rounds: 2 * height + 1,
        });
      }),
      { numRuns: 150, seed: 5 },
    );
  });

  it('costs on complete trees what the closed form says', async () => {
    for (let height = 0; height <= 5; height++) {
      const instance = completeInstance(height);
      const { cost, answer } = await traceOf(instance);
      expect({ nodes: patternNodes(instance).length, ...cost }).toEqual(balancedCost(height));
      expect(answer).toBe(true);
    }
  });

  it('shows its steps level by level: a part is split before it is solved, and merged after', async () => {
    const instance: Instance = {
      nodes: [
        [2, 3, 0],
        [0, 0, 1],
        [0, 0, 0],
        [5, 6, 0],
        [0, 0, 0],
        [0, 0, 1],
      ],
      root: [1, 4, 0],
    };
    const { steps } = await traceOf(instance);
    expect(steps.map(({ kind, pattern, value }) => [kind, pattern, value])).toEqual([
      [
        'split',
        1,
        [
          [2, 4, 0],
          [3, 4, 0],
        ],
      ],
      ['solve', 2, [0, 0, 1]],
      ['solve', 3, [1, 1, 0]],
      ['merge', 1, [1, 0, 0]],
      ['answer', 1, true],
    ]);
  });
});
