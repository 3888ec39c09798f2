import { cutTree, levelsWithin, type TreeNode } from './node';
import { drawTree } from './picture';
import { rem } from './sizes';
import { TreeBox } from './tree-box';
import { TreeEdges } from './tree-edges';
import { TreeLegend } from './tree-legend';

/** Width at which the rows of a sequence break, whatever the screen is. */
const room = 1200;

/** Calls of one picture. The levels below are folded into their parents, which say how many calls they hold. */
const most = 4000;

const nothing: ReadonlySet<string> = new Set();

/** A tree as it is saved: all of it at one scale, with its key. */
export function WholeTree({ root }: { root: TreeNode }) {
  const { tree, hidden } = cutTree(root, levelsWithin(root, most), nothing);
  const picture = drawTree(tree, hidden, room);
  return (
    <>
      <TreeLegend root={root} />
      <div className="relative mt-2 font-mono" style={{ width: rem(picture.width), height: rem(picture.height) }}>
        <TreeEdges picture={picture} />
        {picture.nodes.map(drawn => (
          <TreeBox key={drawn.node.key} drawn={drawn} selected={null} itemProps={none} onUnfold={stay} />
        ))}
      </div>
    </>
  );
}

const none = () => ({});
const stay = () => {};
