import type { CSSProperties, HTMLAttributes, ReactNode } from 'react';
import { cutText } from '@/lib/evaluation/shorten';
import { classes } from '../ui/classes';
import { foldKey } from './keyboard';
import type { TreeNode } from './node';
import type { Drawn } from './picture';
import { charactersOf, pill, pillWidth, rem, sizeOfNode, splitCharacters } from './sizes';
import { type NodeStatus, statuses } from './status';
import { StatusIcon } from './status-icon';

const frames: Record<NodeStatus, string> = {
  right: 'border-line-strong bg-surface',
  entered: 'border-2 border-danger bg-danger-soft font-semibold',
  inherited: 'border-dashed border-danger bg-surface',
  wrong: 'border-danger bg-surface',
  failed: 'border-warning bg-warning-soft',
  done: 'border-line-strong bg-surface',
  running: 'border-accent bg-accent-soft',
  missing: 'border-dotted border-line-strong bg-paper text-muted',
  stopped: 'border-dotted border-line-strong bg-paper text-muted',
  waiting: 'border-dotted border-line-strong bg-paper text-muted',
};

/** In place of a result that is not there (yet). */
const placeholder = (status: NodeStatus) => (status === 'running' || status === 'waiting' ? '…' : '?');

/** A place in one sentence: `48 × 17 = 816, right`. */
export const spoken = (what: string, outcome: string, status: NodeStatus): string => {
  const joint = outcome.startsWith('=') ? ' ' : ', ';
  return `${what}${outcome && joint + outcome}, ${statuses[status].word}`;
};

export type ItemProps = (key: string) => HTMLAttributes<HTMLElement>;

/** One node of a drawn tree with its splits, and the way to what is folded below it. */
export function TreeBox({
  drawn,
  selected,
  itemProps,
  onUnfold,
}: {
  drawn: Drawn;
  selected: string | null;
  itemProps: ItemProps;
  onUnfold: () => void;
}) {
  const { node, x, y, width, frame, depth, isLeaf, folded } = drawn;
  const size = sizeOfNode(depth, isLeaf);
  const characters = charactersOf(node);
  const ring = (key: string) => selected === key && 'outline-2 outline-accent forced-colors:outline-[Highlight]';
  return (
    <div role="none" data-node={node.key} className="absolute" style={{ left: rem(x), top: rem(y), width: rem(width) }}>
      <button
        type="button"
        role="treeitem"
        aria-selected={selected === node.step}
        {...itemProps(node.step)}
        {...named(spoken(node.whole, node.outcome, node.status))}
        aria-level={depth + 1}
        aria-expanded={expanded(node, folded !== null)}
        className={classes(
          'flex w-full flex-col items-center justify-center rounded-md border whitespace-nowrap transition-colors hover:border-ink focus-visible:relative focus-visible:z-10',
          frames[node.status],
          ring(node.step),
        )}
        style={{ height: rem(frame), fontSize: rem(size.font), lineHeight: rem(size.line) }}
      >
        <Text className="font-normal text-muted">{cutText(node.title, characters.title)}</Text>
        <Result status={node.status} size={size} isStrong={depth === 0}>
          {cutText(node.result || placeholder(node.status), characters.result)}
        </Result>
      </button>
      {(node.splits.length > 0 || folded) && (
        <div role="none" className="flex" style={{ gap: rem(pill.between), marginTop: rem(pill.above) }}>
          {node.splits.map(split => {
            const most = splitCharacters(split, node.splits.length);
            return (
              <button
                key={split.key}
                type="button"
                role="treeitem"
                aria-selected={selected === split.key}
                {...itemProps(split.key)}
                {...named(spoken(split.name, split.whole, split.status))}
                aria-level={depth + 2}
                className={classes(pillClasses, frames[split.status], ring(split.key))}
                style={{ ...pillStyle, flexBasis: rem(pillWidth(most)) }}
              >
                <Result status={split.status} size={pill}>
                  {cutText(split.text || placeholder(split.status), most)}
                </Result>
              </button>
            );
          })}
          {folded && (
            <button
              type="button"
              role="treeitem"
              aria-selected={false}
              {...itemProps(foldKey(node.key))}
              {...named(
                `Show ${folded.steps} calls below ${node.whole}${folded.entered > 0 ? `, errors entered: ${folded.entered}` : ''}`,
              )}
              onClick={onUnfold}
              aria-level={depth + 2}
              className={classes(
                pillClasses,
                'font-sans',
                folded.entered > 0 ? 'border-danger bg-danger-soft text-danger' : 'border-line bg-sunken text-muted',
              )}
              style={pillStyle}
            >
              {folded.entered > 0 ? (
                <>
                  +{folded.steps}
                  <Result status="entered" size={pill}>
                    {folded.entered}
                  </Result>
                </>
              ) : (
                `+${folded.steps} calls`
              )}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

const named = (name: string) => ({ 'aria-label': name, title: name });

/** Undefined for a node without anything below. */
const expanded = ({ splits, children }: TreeNode, isFolded: boolean): boolean | undefined =>
  isFolded ? false : splits.length + children.length > 0 || undefined;

const pillClasses =
  'flex min-w-0 grow items-center justify-center gap-1 rounded-full border whitespace-nowrap transition-colors hover:border-ink focus-visible:relative focus-visible:z-10';

const pillStyle: CSSProperties = { height: rem(pill.height), fontSize: rem(pill.font), lineHeight: 1 };

/** The texts are as wide as their characters; in another font than the monospace of the page they are cut at the frame. */
function Text({ className, children }: { className?: string; children: ReactNode }) {
  return <span className={classes('max-w-full overflow-hidden text-ellipsis', className)}>{children}</span>;
}

function Result({
  status,
  size: { icon, gap },
  isStrong = false,
  children,
}: {
  status: NodeStatus;
  size: { icon: number; gap: number };
  isStrong?: boolean;
  children: ReactNode;
}) {
  return (
    <span className={classes('flex max-w-full items-center', isStrong && 'font-semibold')} style={{ gap: rem(gap) }}>
      <StatusIcon status={status} className="" style={{ width: rem(icon), height: rem(icon) }} />
      <Text>{children}</Text>
    </span>
  );
}
