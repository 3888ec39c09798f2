import fc from 'fast-check';
import type { Box } from '@/components/trace/layout';

const boxesOfDepth = (depth: number): fc.Arbitrary<Box> =>
  fc.record({
    key: fc.constant(''),
    width: fc.integer({ min: 10, max: 240 }),
    height: fc.integer({ min: 20, max: 90 }),
    children: depth === 0 ? fc.constant([]) : fc.array(boxesOfDepth(depth - 1), { maxLength: 4 }),
  });

/** Trees of boxes of all shapes, keys unique. */
export const boxes: fc.Arbitrary<Box> = boxesOfDepth(4).map(root => {
  let count = 0;
  const named = (box: Box): Box => ({ ...box, key: String(count++), children: box.children.map(named) });
  return named(root);
});
