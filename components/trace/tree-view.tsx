'use client';

import { useState } from 'react';
import { ListTree, Network } from 'lucide-react';
import type { TracedCall } from './call';
import { PromptTree } from './prompt-tree';
import { TreeLegend } from './tree-legend';
import { TreeList } from './tree-list';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { useActions, usePanel } from '@/components/workbench/context';
import type { StrategyTrace } from '@/components/divide-and-conquer/nodes';

const views = [
  { value: 'tree', label: <Network aria-hidden />, name: 'Show as a tree' },
  { value: 'list', label: <ListTree aria-hidden />, name: 'Show as a list' },
];

/** The calls of a strategy of many, as a tree or as a list, and what is being written right now. */
export function TreeView({
  traced,
  title,
  calls,
}: {
  traced: StrategyTrace;
  title: string;
  calls: readonly TracedCall[];
}) {
  const [view, setView] = useState('tree');
  const { select } = useActions();
  const selected = usePanel(state => state.selected);
  const View = view === 'tree' ? PromptTree : TreeList;
  const writing = calls.findLast(call => call.status === 'running' && call.text !== '');
  return (
    <div className="mt-2 space-y-2">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <TreeLegend root={traced.root} />
        <SegmentedControl label="View of the calls" size="small" value={view} onChange={setView} segments={views} />
      </div>
      <View root={traced.root} label={`Calls of ${title}`} selected={selected} onSelect={select} />
      {writing && (
        <p className="truncate font-mono text-caption text-muted">
          {writing.path.slice(2).join(' › ')}: {writing.text.slice(-80)}
        </p>
      )}
    </div>
  );
}
