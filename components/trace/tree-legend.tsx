import { countStatuses, countSteps, type TreeNode } from './node';
import { type NodeStatus, statuses } from './status';
import { StatusIcon } from './status-icon';

/** `1 error entered here`, `2 errors entered here`. */
const counted = (count: number, word: string): string =>
  `${count} ${count === 1 ? word : word.replace('error', 'errors')}`;

/** How often each status occurs in a tree, in one line. It is the key to the icons, and the description of the tree for screen readers. */
export function TreeLegend({ root, id }: { root: TreeNode; id?: string }) {
  const counts = countStatuses(root);
  const present = (Object.keys(statuses) as NodeStatus[]).filter(status => counts.has(status));
  const steps = countSteps(root);
  return (
    <p id={id} className="flex min-w-0 flex-1 basis-36 flex-wrap items-center gap-x-3 text-caption text-muted">
      <span>{steps === 1 ? '1 call:' : `${steps} calls:`}</span>
      {present.map((status, place) => (
        <span
          key={status}
          title={statuses[status].meaning}
          className="inline-flex items-center gap-1 whitespace-nowrap"
        >
          <StatusIcon status={status} className="size-3.5" />
          {counted(counts.get(status) ?? 0, statuses[status].word)}
          <span className="sr-only">{place < present.length - 1 ? ', ' : ''}</span>
        </span>
      ))}
    </p>
  );
}
