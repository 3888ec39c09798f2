'use client';

import { useId, useState } from 'react';
import { ListTree, Network } from 'lucide-react';
import type { TracedCall } from './call';
import type { TreeNode } from './node';
import { PromptTree } from './prompt-tree';
import { TreeLegend } from './tree-legend';
import { TreeList } from './tree-list';
import { SegmentedControl } from '@/components/ui/segmented-control';

const views = [
  { value: 'tree', label: <Network aria-hidden />, name: 'Show as a tree' },
  { value: 'list', label: <ListTree aria-hidden />, name: 'Show as a list' },
];

/** The calls of a strategy of many, as a tree or as a list, and what is being written right now. */
export function TreeView({
  root,
  title,
  calls,
  selected,
  onSelect,
  maxHeight,
}: {
  root: TreeNode;
  /** Of the strategy. */
  title: string;
  calls: readonly TracedCall[];
  /** Key of the open step. */
  selected: string | null;
  onSelect: (step: string) => void;
  /** Of the tree, as a CSS length; see `PromptTree`. */
  maxHeight?: string;
}) {
  const [view, setView] = useState('tree');
  const legend = useId();
  const shared = { root, label: `Calls of ${title}`, describedBy: legend, selected, onSelect };
  const isRunning = calls.some(({ status }) => status === 'running' || status === 'waiting');
  const writing = calls.findLast(call => call.status === 'running' && call.text !== '');
  return (
    <div className="mt-1 space-y-1">
      {/* As high as two lines of the legend: a status more does not move the tree. */}
      <div className="flex min-h-9 items-center justify-between gap-x-4">
        <TreeLegend id={legend} root={root} />
        <SegmentedControl label="View of the calls" size="small" value={view} onChange={setView} segments={views} />
      </div>
      {view === 'tree' ? <PromptTree {...shared} maxHeight={maxHeight} /> : <TreeList {...shared} />}
      {isRunning && (
        <p className="min-h-[1.125rem] truncate font-mono text-caption text-muted">
          {writing && `${writing.path.slice(2).join(' › ')}: ${writing.text.slice(-80)}`}
        </p>
      )}
    </div>
  );
}
