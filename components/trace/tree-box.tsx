import type { HTMLAttributes } from 'react';
import { classes } from '../ui/classes';
import { foldKey } from './keyboard';
import { statuses, type NodeStatus } from './status';
import { StatusIcon } from './status-icon';
import { frameHeight, frameWidth, sizes, splitWidth, type Drawn } from './picture';

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
const placeholder = (look: NodeStatus) => (look === 'running' || look === 'waiting' ? '…' : '?');

/** A place in one sentence: `48 × 17 = 816, right`. */
export const spoken = (what: string, outcome: string, look: NodeStatus): string => {
  const joint = outcome.startsWith('=') ? ' ' : ', ';
  return `${what}${outcome && joint + outcome}, ${statuses[look].word}`;
};

/** One node of a drawn tree with its splits, and the way to what is folded below it. */
export function TreeBox({
  drawn,
  selected,
  itemProps,
  onUnfold,
}: {
  drawn: Drawn;
  selected: string | null;
  itemProps: (key: string) => HTMLAttributes<HTMLElement>;
  onUnfold: () => void;
}) {
  const { node, x, y, width, depth, folded } = drawn;
  const size = sizes[drawn.isLeaf ? 'leaf' : 'inner'];
  const ring = (key: string) => selected === key && 'outline-2 outline-offset-1 outline-accent';
  const name = spoken(node.whole, node.outcome, node.status);
  return (
    <div role="none" className="absolute transition-[left,top]" style={{ left: x, top: y, width }}>
      <button
        type="button"
        {...itemProps(node.step)}
        aria-level={depth + 1}
        aria-label={name}
        title={name}
        className={classes(
          'mx-auto flex flex-col items-center justify-center rounded-md border leading-none whitespace-nowrap transition-colors hover:border-ink',
          frames[node.status],
          ring(node.step),
        )}
        style={{
          width: frameWidth(node),
          height: frameHeight(node),
          fontSize: size.font,
          lineHeight: `${size.line}px`,
        }}
      >
        <span className="font-normal text-muted">{node.title}</span>
        <span className="flex items-center gap-[3px]">
          <StatusIcon look={node.status} />
          {node.result || placeholder(node.status)}
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
              aria-label={spoken(split.name, split.whole, split.status)}
              title={spoken(split.name, split.whole, split.status)}
              className={classes(
                'flex items-center justify-center gap-[3px] rounded-full border whitespace-nowrap transition-colors hover:border-ink',
                frames[split.status],
                ring(split.key),
              )}
              style={{
                width: splitWidth(split.text.length),
                height: sizes.split.height,
                fontSize: sizes.split.font,
              }}
            >
              <StatusIcon look={split.status} />
              {split.text || placeholder(split.status)}
            </button>
          ))}
        </div>
      )}
      {folded && (
        <button
          type="button"
          {...itemProps(foldKey(node.key))}
          onClick={onUnfold}
          aria-level={depth + 2}
          aria-label={`Show ${folded.steps} calls below ${node.whole}${folded.entered > 0 ? `, errors entered: ${folded.entered}` : ''}`}
          className={classes(
            'mx-auto flex items-center justify-center gap-1 rounded-full font-sans text-caption hover:text-ink',
            folded.entered > 0 ? 'bg-danger-soft text-danger' : 'bg-sunken text-muted',
          )}
          style={{ width: sizes.fold.width, height: sizes.fold.height, marginTop: sizes.fold.above }}
        >
          {folded.entered > 0 && <StatusIcon look="entered" />}+{folded.steps} calls
        </button>
      )}
    </div>
  );
}
