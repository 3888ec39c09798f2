'use client';

import { useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { foldKey, walkItems } from './keyboard';
import { isWrong, looks, type Look } from './look';
import { LookIcon } from './look-icon';
import { cutTree, levelsWithin, type TreeNode } from './node';
import { drawTree, frameHeight, frameWidth, sizes, splitWidth, type Drawn } from './picture';
import { classes } from '@/components/ui/classes';

/** Nodes that are drawn at once before the lower levels fold: as many as an eye can tell apart. */
const mostNodes = 64;

const frames: Record<Look, string> = {
  right: 'border-line-strong bg-surface',
  entered: 'border-2 border-danger bg-danger-soft font-semibold',
  inherited: 'border-dashed border-danger bg-surface',
  failed: 'border-warning bg-warning-soft',
  done: 'border-line-strong bg-surface',
  running: 'border-accent bg-accent-soft',
  missing: 'border-dotted border-line-strong bg-paper text-muted',
  waiting: 'border-dotted border-line-strong bg-paper text-muted',
};

/**
 * The tree of a divided problem, drawn from the top: what each place was given, how it was split, and what came back. Arrow keys
 * walk it, Enter opens the call.
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
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [focused, setFocused] = useState<string | null>(null);
  const { picture, items } = useMemo(() => {
    const cut = cutTree(root, levelsWithin(root, mostNodes), opened);
    const drawn = drawTree(cut.tree, cut.hidden);
    return { picture: drawn, items: walkItems(drawn.nodes) };
  }, [root, opened]);

  const frame = useCentred(picture.width);
  const current = items.find(item => item.key === focused) ?? items.find(item => item.key === selected) ?? items[0];
  const move = (event: KeyboardEvent) => {
    const target = current?.moves[event.key];
    if (target === undefined) return;
    event.preventDefault();
    setFocused(target);
    frame.current?.querySelector<HTMLElement>(`[data-step="${CSS.escape(target)}"]`)?.focus();
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
    <div className="overflow-x-auto overflow-y-hidden pb-2" ref={frame} data-tree-scroller>
      <div
        role="tree"
        aria-label={label}
        onKeyDown={move}
        className="relative mx-auto my-1 font-mono"
        style={{ width: picture.width, height: picture.height }}
      >
        <Edges nodes={picture.nodes} width={picture.width} height={picture.height} />
        {picture.nodes.map(drawn => (
          <NodeBox
            key={drawn.node.key}
            drawn={drawn}
            selected={selected}
            itemProps={itemProps}
            onUnfold={() => setOpened(known => new Set([...known, drawn.node.key]))}
          />
        ))}
      </div>
    </div>
  );
}

/** The frame of a tree of this width. Keeps the root in sight while the tree grows beyond it, until a hand has scrolled. */
function useCentred(width: number): RefObject<HTMLDivElement | null> {
  const frame = useRef<HTMLDivElement>(null);
  const mine = useRef(0);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const room = element.scrollWidth - element.clientWidth;
    // A tree that begins anew is narrow and pushes the view back to the left: that was no hand.
    if (Math.abs(element.scrollLeft - Math.min(mine.current, room)) > 1) return;
    element.scrollLeft = room / 2;
    mine.current = element.scrollLeft;
  }, [width]);
  return frame;
}

/** In place of a result that is not there (yet). */
const placeholder = (look: Look) => (look === 'running' || look === 'waiting' ? '…' : '?');

const spoken = (what: string, result: string, look: Look) =>
  `${what}${result ? `, ${result}` : ''}, ${looks[look].word}`;

function NodeBox({
  drawn,
  selected,
  itemProps,
  onUnfold,
}: {
  drawn: Drawn;
  selected: string | null;
  itemProps: (key: string) => React.HTMLAttributes<HTMLElement>;
  onUnfold: () => void;
}) {
  const { node, x, y, width, depth, folded } = drawn;
  const size = sizes[drawn.isLeaf ? 'leaf' : 'inner'];
  const own = frameWidth(node);
  const ring = (key: string) => selected === key && 'outline-2 outline-offset-1 outline-accent';
  return (
    <div role="none" className="absolute transition-[left,top]" style={{ left: x, top: y, width }}>
      <button
        type="button"
        {...itemProps(node.step)}
        aria-level={depth + 1}
        aria-label={spoken(node.title, node.result && `= ${node.result}`, node.look)}
        title={looks[node.look].word}
        className={classes(
          'mx-auto flex flex-col items-center justify-center rounded-md border leading-none transition-colors hover:border-ink',
          frames[node.look],
          ring(node.step),
        )}
        style={{ width: own, height: frameHeight(node), fontSize: size.font, lineHeight: `${size.line}px` }}
      >
        <span className="font-normal text-muted">{node.title}</span>
        <span className="flex items-center gap-[3px]">
          <LookIcon look={node.look} />
          {node.result || placeholder(node.look)}
        </span>
      </button>
      {node.splits.length > 0 && (
        <div role="none" className="flex justify-center" style={{ gap: sizes.split.gap, marginTop: sizes.split.above }}>
          {node.splits.map(split => (
            <button
              key={split.key}
              type="button"
              {...itemProps(split.key)}
              aria-level={depth + 2}
              aria-label={spoken(split.name, split.text, split.look)}
              title={`${split.name}: ${looks[split.look].word}`}
              className={classes(
                'flex items-center justify-center gap-[3px] rounded-full border transition-colors hover:border-ink',
                frames[split.look],
                ring(split.key),
              )}
              style={{
                width: splitWidth(split.text.length),
                height: sizes.split.height,
                fontSize: sizes.split.font,
              }}
            >
              <LookIcon look={split.look} />
              {split.text || placeholder(split.look)}
            </button>
          ))}
        </div>
      )}
      {folded > 0 && (
        <button
          type="button"
          {...itemProps(foldKey(node.key))}
          onClick={onUnfold}
          aria-level={depth + 2}
          aria-label={`Show ${folded} calls below ${node.title}`}
          className="mx-auto block rounded-full bg-sunken font-sans text-caption text-muted hover:text-ink"
          style={{ width: sizes.fold.width, height: sizes.fold.height, marginTop: sizes.fold.above }}
        >
          +{folded} calls
        </button>
      )}
    </div>
  );
}

/** The lines from a problem to its splits and parts; where an error travels up, the line is of its colour and wider. */
function Edges({ nodes, width, height }: { nodes: Drawn[]; width: number; height: number }) {
  const byKey = new Map(nodes.map(drawn => [drawn.node.key, drawn]));
  return (
    <svg aria-hidden className="absolute inset-0" width={width} height={height} fill="none">
      {nodes.map(drawn => {
        const middle = drawn.x + drawn.width / 2;
        const parent = drawn.parent === null ? undefined : byKey.get(drawn.parent);
        const carries = isWrong(drawn.node.look) && parent !== undefined && isWrong(parent.node.look);
        const start = parent && { x: parent.x + parent.width / 2, y: parent.y + parent.height };
        const bend = start && (start.y + drawn.y) / 2;
        return (
          <g key={drawn.node.key} className={carries ? 'stroke-danger' : 'stroke-line-strong/60'}>
            {start && (
              <path
                strokeWidth={carries ? 2 : 1}
                d={`M${start.x} ${start.y}C${start.x} ${bend} ${middle} ${bend} ${middle} ${drawn.y}`}
              />
            )}
            {drawn.node.splits.length > 0 && (
              <path
                className="stroke-line-strong/60"
                d={`M${middle} ${drawn.y + frameHeight(drawn.node)}v${sizes.split.above}`}
              />
            )}
          </g>
        );
      })}
    </svg>
  );
}
