'use client';

import { useState } from 'react';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { useLoaded } from '@/components/ui/use-loaded';
import { registry } from '@/lib/panels/divide-and-conquer/registry';
import type { Task } from '@/lib/panels/divide-and-conquer/tasks/contract';
import { loadSummary } from '../benchmark/load-summary';
import { examplesFor } from './examples';
import { GuideCard } from './guide-card';

/** All strategies side by side on one small problem, at first that of the task at hand, and what was measured of them. */
export function StrategyList({ task }: { task: Task }) {
  const [title, setTitle] = useState(task.flowExample.title);
  const examples = examplesFor(task, registry.tasks);
  const loaded = useLoaded(loadSummary);
  const measured = loaded.state === 'ready' ? loaded.value : null;
  const example = examples.find(one => one.title === title) ?? task.flowExample;
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm">
        <span>Drawn on</span>
        <SegmentedControl
          label="Problem that the strategies are drawn on"
          size="small"
          className="max-w-full flex-wrap"
          value={title}
          onChange={setTitle}
          segments={examples.map(one => ({ value: one.title, label: one.title }))}
        />
      </div>
      <p className="text-caption text-muted">
        Time runs from left to right. A solid line: the later prompt contains the earlier answer. A dotted line: the
        later call only waits for the earlier one. A filled shape is a call of the model, an outline is done by code.
      </p>
      <div className="grid gap-4 sm:grid-cols-2">
        {registry.strategies.map((strategy, index) => (
          <GuideCard key={strategy.id} strategy={strategy} index={index} example={example} measured={measured} />
        ))}
      </div>
    </div>
  );
}
