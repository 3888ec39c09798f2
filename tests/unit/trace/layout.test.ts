import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Box, layoutTree, type Place } from '@/components/trace/layout';
import { boxes } from './trees';

const gaps = { siblings: 6, cousins: 14, levels: 30 };
const overlap = (a: Place, b: Place) =>
  a.x < b.x + b.width - 1e-6 && b.x < a.x + a.width - 1e-6 && a.y < b.y + b.height && b.y < a.y + a.height;
const count = (box: Box): number => 1 + box.children.reduce((sum, child) => sum + count(child), 0);

describe('layoutTree', () => {
  it('places every box once, inside the picture, and lets no two overlap', () => {
    fc.assert(
      fc.property(boxes, root => {
        const { places, width, height } = layoutTree(root, gaps);
        expect(places.length).toBe(count(root));
        for (const [i, place] of places.entries()) {
          expect(place.x).toBeGreaterThanOrEqual(-1e-6);
          expect(place.x + place.width).toBeLessThanOrEqual(width + 1e-6);
          expect(place.y + place.height).toBeLessThanOrEqual(height);
          expect(places.slice(i + 1).some(other => overlap(place, other))).toBe(false);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('puts children below their parent, from left to right', () => {
    fc.assert(
      fc.property(boxes, root => {
        const { places } = layoutTree(root, gaps);
        const byKey = new Map(places.map(place => [place.key, place]));
        const check = (box: Box) => {
          const parent = byKey.get(box.key)!;
          let left = -Infinity;
          for (const child of box.children) {
            const place = byKey.get(child.key)!;
            expect(place.parent).toBe(box.key);
            expect(place.y).toBeGreaterThanOrEqual(parent.y + parent.height + gaps.levels);
            expect(place.x).toBeGreaterThanOrEqual(left);
            left = place.x + place.width;
            check(child);
          }
        };
        check(root);
      }),
    );
  });

  it('puts the steps of a sequence into rows with room for arrows, and rails at both ends', () => {
    const step = (key: string) => ({ key, width: 40, height: 20, children: [] });
    const root = { key: 'root', width: 40, height: 20, isSequence: true, children: ['a', 'b', 'c'].map(step) };
    const { places, width, height } = layoutTree(root, gaps, { room: 150, steps: 26, rail: 10 });
    expect(places.map(({ x, y }) => [x, y])).toEqual([
      [10, 0],
      [10, 50],
      [76, 50],
      [10, 100],
    ]);
    expect([width, height]).toEqual([126, 120]);
  });

  it('puts leaves of one parent into rows below its middle where they are wider than the room', () => {
    const leaf = (key: string) => ({ key, width: 40, height: 20, children: [] });
    const root = { key: 'root', width: 40, height: 20, children: ['a', 'b', 'c'].map(leaf) };
    const { places } = layoutTree(root, gaps, { room: 120, steps: 26, rail: 10 });
    expect(places.map(({ x, y }) => [x, y])).toEqual([
      [33, 0],
      [10, 50],
      [56, 50],
      [10, 100],
    ]);
  });

  it('fits sixteen one-digit leaves under four products in the width of a laptop stage', () => {
    const leaf = { width: 46, height: 40, children: [] };
    const product = { width: 110, height: 70 };
    const root = {
      key: 'root',
      ...product,
      children: Array.from({ length: 4 }, (_, i) => ({
        key: `${i}`,
        ...product,
        children: Array.from({ length: 4 }, (_, j) => ({ key: `${i}${j}`, ...leaf })),
      })),
    };
    expect(layoutTree(root, gaps).width).toBeLessThan(900);
  });
});
