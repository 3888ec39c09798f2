import { classes } from '@/components/ui/classes';
import { cutText } from '@/lib/evaluation/shorten';
import type { TreeNode } from './node';
import { type NodeStatus, statuses } from './status';
import { StatusIcon } from './status-icon';

/** The prompt tree as an indented list: the same places, in the order of the program. */
export function TreeList({
  root,
  label,
  describedBy,
  selected,
  onSelect,
}: {
  root: TreeNode;
  label: string;
  /** Id of a text that sums the tree up. */
  describedBy?: string;
  selected: string | null;
  onSelect: (step: string) => void;
}) {
  return (
    <ul aria-label={label} aria-describedby={describedBy} className="overflow-x-auto pb-1 font-mono text-sm">
      <Item node={root} selected={selected} onSelect={onSelect} />
    </ul>
  );
}

interface ItemProps {
  node: TreeNode;
  selected: string | null;
  onSelect: (step: string) => void;
}

function Item({ node, selected, onSelect }: ItemProps) {
  const open = (key: string) => ({ step: key, isOpen: selected === key, onClick: () => onSelect(key) });
  const hasParts = node.splits.length > 0 || node.children.length > 0;
  return (
    <li>
      <Row what={cut(node.whole)} result={cut(node.outcome)} status={node.status} {...open(node.step)} />
      {hasParts && (
        <ul
          className={classes(
            'ml-2 border-l pl-3',
            node.isSequence ? 'border-dashed border-line-strong' : 'border-line',
          )}
        >
          {node.splits.map(split => (
            <li key={split.key}>
              <Row what={split.name} result={cut(split.whole)} status={split.status} {...open(split.key)} />
            </li>
          ))}
          {node.children.map(child => (
            <Item key={child.key} node={child} selected={selected} onSelect={onSelect} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** Characters of a text that a row shows. */
const most = 70;

const cut = (text: string): string => cutText(text, most);

function Row({
  step,
  what,
  result,
  status,
  isOpen,
  onClick,
}: {
  step: string;
  what: string;
  result: string;
  status: NodeStatus;
  isOpen: boolean;
  onClick: () => void;
}) {
  return (
    <button
      type="button"
      data-step={step}
      aria-pressed={isOpen}
      onClick={onClick}
      className={classes(
        'flex min-h-7 items-center gap-2 rounded-md px-1.5 whitespace-nowrap hover:bg-sunken',
        isOpen && 'bg-accent-soft',
      )}
    >
      <StatusIcon status={status} className="size-3.5" />
      <span className="text-muted">{what}</span>
      <span>{result}</span>
      <span
        className={classes('font-sans text-caption', status === 'entered' ? 'font-semibold text-danger' : 'text-muted')}
      >
        {statuses[status].word}
      </span>
    </button>
  );
}
