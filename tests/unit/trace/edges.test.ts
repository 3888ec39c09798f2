import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edgesOf } from '@/components/trace/edges';
import type { TreeNode } from '@/components/trace/node';
import { drawTree } from '@/components/trace/picture';
import { chain, multiplication, promptTrees } from '../../support/prompt-trees';

const edges = (root: TreeNode, room?: number) => edgesOf(drawTree(root, new Map(), room).nodes);

describe('the lines of a tree', () => {
  it('follow an error from where it entered to the root, above the other lines', () => {
    const statuses = { 'root/1/2/merge': 'entered', 'root/1/merge': 'inherited', 'root/merge': 'inherited' } as const;
    const found = edges(multiplication(4821, 9177, { statuses }));
    expect(found).toHaveLength(20);
    expect(found.map(({ carries }) => carries)).toEqual([...Array(18).fill(false), true, true]);
    expect(found.slice(18).map(({ key }) => key)).toEqual(['root/1', 'root/1/2']);
  });

  it('lead along a chain, on to the next row, and back once there is a result', () => {
    const arrows = (root: TreeNode) => edges(root, 600).filter(({ kind }) => kind === 'step');
    expect(arrows(chain(15, 3))).toHaveLength(14);
    expect(
      arrows(chain(15))
        .map(({ key }) => key)
        .at(-1),
    ).toBe('step 15 > chain');
  });

  it('join every node to another one, each with a key of its own', () => {
    fc.assert(
      fc.property(promptTrees, fc.integer({ min: 200, max: 1400 }), (root, room) => {
        const { nodes } = drawTree(root, new Map(), room);
        const found = edgesOf(nodes);
        expect(new Set(found.map(({ key }) => key)).size).toBe(found.length);
        expect(found.length).toBeGreaterThanOrEqual(nodes.length - 1);
        for (const { path } of found) expect(path).not.toMatch(/NaN|Infinity|undefined/);
      }),
    );
  });
});
