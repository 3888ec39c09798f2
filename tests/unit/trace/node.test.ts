import { describe, expect, it } from 'vitest';
import { allNodes, cutTree, type TreeNode, wayTo } from '@/components/trace/node';

const node = (key: string, children: TreeNode[] = [], look: TreeNode['status'] = 'right'): TreeNode => ({
  ...{ key, step: `${key}/merge`, title: key, whole: key, result: '1', outcome: '= 1', status: look },
  ...{
    splits: [{ key: `${key}/split`, name: 'split', text: '', whole: '', status: 'right' }],
    children,
    isSequence: false,
  },
});
const tree = node('root', [node('left', [node('deep', [], 'entered')]), node('right', [node('other')])]);

describe('a folded tree', () => {
  it('says how much it hides and how many errors entered there', () => {
    const { tree: cut, hidden } = cutTree(tree, 1, new Set());
    expect(cut.children.map(({ children, splits }) => children.length + splits.length)).toEqual([0, 0]);
    expect([...hidden]).toEqual([
      ['left', { steps: 3, entered: 1 }],
      ['right', { steps: 3, entered: 0 }],
    ]);
  });

  it('is unfolded along the way to any step of a hidden node', () => {
    for (const [step, ...way] of [
      ['deep/merge', 'root', 'left'],
      ['deep/split', 'root', 'left', 'deep'],
    ]) {
      expect(wayTo(tree, step!)).toEqual(way);
      const { tree: cut } = cutTree(tree, 0, new Set(way));
      const shown = [...allNodes(cut)].flatMap(({ step: own, splits }) => [own, ...splits.map(({ key }) => key)]);
      expect(shown).toContain(step);
      expect(cut.children[1]?.children).toEqual([]);
    }
    expect(wayTo(tree, 'nowhere')).toEqual([]);
  });
});
