import { statuses, type NodeStatus } from './status';
import { StatusIcon } from './status-icon';
import { countLooks, type TreeNode } from './node';

/** `1 error entered here`, `2 errors entered here`. */
const counted = (count: number, word: string): string =>
  `${count} ${count === 1 ? word : word.replace('error', 'errors')}`;

/** Which looks occur in a tree, and how often. */
export function TreeLegend({ root }: { root: TreeNode }) {
  const counts = countLooks(root);
  const present = (Object.keys(statuses) as NodeStatus[]).filter(look => counts.has(look));
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-caption text-muted">
      {present.map(look => (
        <span key={look} title={statuses[look].meaning} className="inline-flex items-center gap-1.5">
          <StatusIcon look={look} className="size-3.5" />
          {counted(counts.get(look) ?? 0, statuses[look].word)}
        </span>
      ))}
    </div>
  );
}
