'use client';

import { useState } from 'react';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { exampleFor, flowExamples } from '@/lib/panels/divide-and-conquer/flow/examples';
import { strategies } from '@/lib/panels/divide-and-conquer/strategies/registry';
import type { Task } from '@/lib/panels/divide-and-conquer/tasks/contract';
import { StepMark, stepWords } from './step-mark';
import { GuideCard } from './guide-card';

const kinds = ['split', 'solve', 'merge', 'reason', 'decide', 'propose', 'choose'] as const;

/** All strategies side by side on one small problem that can be changed: more digits show how each grows. */
export function StrategyList({ task: task }: { task: Task }) {
  const [id, setId] = useState(exampleFor(task).id);
  const example = flowExamples.find(one => one.id === id) ?? exampleFor(task);
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm">
        <span>Drawn on</span>
        <SegmentedControl
          label="Problem that the strategies are drawn on"
          size="small"
          className="max-w-full flex-wrap"
          value={id}
          onChange={setId}
          segments={flowExamples.map(one => ({ value: one.id, label: one.title }))}
        />
      </div>
      <Key />
      <div className="grid gap-4 sm:grid-cols-2">
        {strategies.map((strategy, place) => (
          <GuideCard key={strategy.id} strategy={strategy} place={place} example={example} />
        ))}
      </div>
    </div>
  );
}

const Sign = ({ kind, byCode = false }: { kind: Parameters<typeof StepMark>[0]['kind']; byCode?: boolean }) => (
  <svg aria-hidden viewBox="-10 -7 20 14" width={20} height={14} className="shrink-0">
    <StepMark kind={kind} byCode={byCode} color="var(--muted)" />
  </svg>
);

function Key() {
  return (
    <div className="space-y-1 text-caption text-muted">
      <p className="flex flex-wrap gap-x-4 gap-y-1">
        {kinds.map(kind => (
          <span key={kind} className="inline-flex items-center gap-1">
            <Sign kind={kind} />
            {stepWords[kind]}
          </span>
        ))}
        <span className="inline-flex items-center gap-1">
          <Sign kind="vote" byCode />
          outline: by code
        </span>
      </p>
      <p>
        Time runs from left to right. A line means that the later prompt holds the earlier answer; a dotted line, that
        the later call only waits. More digits show how each strategy grows.
      </p>
    </div>
  );
}
