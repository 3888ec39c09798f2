'use client';

import { type ReactNode, useId, useState } from 'react';
import { ListTree, Network } from 'lucide-react';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { TakeAway } from '@/components/ui/take-away/take-away';
import { counted } from '@/lib/core/in-words';
import type { TracedCall } from './call';
import { countSteps, type TreeNode } from './node';
import { PromptTree } from './prompt-tree';
import { TreeLegend } from './tree-legend';
import { TreeList } from './tree-list';
import { WholeTree } from './whole-tree';

const views = [
  { value: 'tree', label: <Network aria-hidden />, name: 'Show as a tree' },
  { value: 'list', label: <ListTree aria-hidden />, name: 'Show as a list' },
];

/** The calls of a strategy as a tree or as a list, and the end of the answer that is being written. */
export function TreeView({
  root,
  title,
  heading,
  calls,
  selected,
  onSelect,
  maxHeight,
  source,
}: {
  root: TreeNode;
  /** Of the strategy. */
  title: string;
  /** In the line above the tree, before its legend. */
  heading?: ReactNode;
  calls: readonly TracedCall[];
  /** Key of the open step. */
  selected: string | null;
  onSelect: (step: string) => void;
  /** Of the tree, as a CSS length; see `PromptTree`. */
  maxHeight?: string;
  /** On what the calls were measured, for a saved tree. */
  source?: string | undefined;
}) {
  const [view, setView] = useState('tree');
  const legend = useId();
  const shared = { root, label: `Calls of ${title}`, describedBy: legend, selected, onSelect };
  const isRunning = calls.some(({ status }) => status === 'running' || status === 'waiting');
  const writing = calls.findLast(call => call.status === 'running' && call.text !== '');
  return (
    <div data-take-away className="space-y-1">
      {/* As high as two lines of the legend: a status more does not move the tree. */}
      <div className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-1">
        {heading}
        <TreeLegend id={legend} root={root} />
        <div className="ml-auto flex items-center gap-1">
          <TakeAway
            title={shared.label}
            provenance={['measured', `n = ${counted(countSteps(root), 'call')}`, ...(source ? [source] : [])].join(
              ' · ',
            )}
            picture={() => <WholeTree root={root} />}
          />
          <SegmentedControl label="View of the calls" size="small" value={view} onChange={setView} segments={views} />
        </div>
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
