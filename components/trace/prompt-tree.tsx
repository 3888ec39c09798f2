'use client';

import { useEffect, useMemo, useState, type KeyboardEvent } from 'react';
import { Maximize2, Minimize2 } from 'lucide-react';
import { Button } from '../ui/button';
import { walkItems } from './keyboard';
import { cutTree, levelsWithin, wayTo, type TreeNode } from './node';
import { drawTree } from './picture';
import { TreeBox } from './tree-box';
import { TreeEdges } from './tree-edges';
import { useFrame } from './use-frame';

/** Nodes that are drawn at once before the lower levels fold: as many as an eye can tell apart. */
const mostNodes = 64;

/**
 * The tree of a strategy's calls, drawn from the top: what each place was given, how it was split, and what came back; steps that follow
 * one another stand in a row with arrows. Arrow keys walk it, Enter opens the call.
 */
export function PromptTree({
  root,
  label,
  selected,
  onSelect,
}: {
  root: TreeNode;
  label: string;
  /** Key of the open step. */
  selected: string | null;
  onSelect: (step: string) => void;
}) {
  const [focused, setFocused] = useState<string | null>(null);
  const [isFitted, setIsFitted] = useState(false);
  const { opened, unfold } = useUnfolded(root, selected);
  const { picture, items } = useMemo(() => {
    const cut = cutTree(root, levelsWithin(root, mostNodes), opened);
    const drawn = drawTree(cut.tree, cut.hidden);
    return { picture: drawn, items: walkItems(drawn.nodes) };
  }, [root, opened]);

  const { ref: frame, scale, isTooWide } = useFrame(picture.width, root.isSequence, isFitted);
  const current = items.find(item => item.key === focused) ?? items.find(item => item.key === selected) ?? items[0];
  const placeOf = (step: string) => frame.current?.querySelector<HTMLElement>(`[data-step="${CSS.escape(step)}"]`);
  useEffect(() => {
    if (selected !== null) placeOf(selected)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    // Only what was chosen moves the view, not the growing tree.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selected]);
  const move = (event: KeyboardEvent) => {
    const target = current?.moves[event.key];
    if (target === undefined) return;
    event.preventDefault();
    setFocused(target);
    placeOf(target)?.focus();
  };
  const itemProps = (key: string) => ({
    'data-step': key,
    role: 'treeitem',
    tabIndex: current?.key === key ? 0 : -1,
    'aria-selected': selected === key,
    onFocus: () => setFocused(key),
    onClick: () => onSelect(key),
  });

  return (
    <div>
      {isTooWide && (
        <Button
          variant="ghost"
          size="small"
          icon={isFitted ? <Maximize2 aria-hidden /> : <Minimize2 aria-hidden />}
          onClick={() => setIsFitted(is => !is)}
        >
          {isFitted ? 'Readable size' : 'Fit the whole tree'}
        </Button>
      )}
      <div className="overflow-x-auto overflow-y-hidden pb-2" ref={frame} data-tree-scroller>
        <div className="mx-auto my-1" style={{ width: picture.width * scale, height: picture.height * scale }}>
          <div
            role="tree"
            aria-label={label}
            onKeyDown={move}
            className="relative origin-top-left font-mono"
            style={{
              width: picture.width,
              height: picture.height,
              ...(scale < 1 && { transform: `scale(${scale})` }),
            }}
          >
            <TreeEdges nodes={picture.nodes} width={picture.width} height={picture.height} />
            {picture.nodes.map(drawn => (
              <TreeBox
                key={drawn.node.key}
                drawn={drawn}
                selected={selected}
                itemProps={itemProps}
                onUnfold={() => unfold([drawn.node.key])}
              />
            ))}
          </div>
        </div>
      </div>
    </div>
  );
}

/** The nodes that were unfolded by hand, or to show the open step where the fold of a large tree would hide it. */
function useUnfolded(root: TreeNode, selected: string | null) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [shown, setShown] = useState<string | null>(null);
  const unfold = (keys: readonly string[]) => setOpened(known => new Set([...known, ...keys]));
  if (selected !== shown) {
    setShown(selected);
    if (selected !== null) unfold(wayTo(root, selected));
  }
  return { opened, unfold };
}
