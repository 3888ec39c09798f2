'use client';

import Link from 'next/link';
import { Check, CircleHelp, X } from 'lucide-react';
import { Provenance } from '@/components/ui/provenance';
import { SegmentedControl } from '@/components/ui/segmented-control';
import type { Task } from '@/lib/panels/divide-and-conquer/tasks/contract';
import { criticismsOf } from './criticism';
import { conditionWords, isOpen, type ConditionId, type Standing } from './verdict';

/** Both conditions for the task at hand, as the task knows them or as the user answers, and what speaks against dividing. */
export function AppliesDetails({
  task: task,
  standing,
  onAnswer,
}: {
  task: Task;
  standing: Standing;
  onAnswer: (standing: Standing) => void;
}) {
  const { hard, parallel } = task.conditions;
  const set = (id: ConditionId, value: boolean) => onAnswer({ ...standing, [id]: value });
  return (
    <div className="@container space-y-4">
      <div className="space-y-3">
        {isOpen(task) ? (
          <>
            <Question id="hard" text={hard.why} standing={standing} onAnswer={set} />
            <Question id="parallel" text={parallel.why} standing={standing} onAnswer={set} />
            <Question
              id="merge"
              text="Are the answers easier to put together than the whole is to solve?"
              standing={standing}
              onAnswer={set}
            />
          </>
        ) : (
          <>
            <Fact id="hard" why={hard.why} holds={hard.holds} />
            <Fact id="parallel" why={parallel.why} holds={parallel.holds} />
          </>
        )}
        <Provenance kind="quoted">
          Zhang et al., arXiv 2402.05359: both conditions are needed{isOpen(task) && '; the third question is ours'}
        </Provenance>
      </div>
      <div>
        <h3 className="mb-2 font-semibold">What speaks against it</h3>
        <ul className="grid gap-x-8 gap-y-3 @2xl:grid-cols-2">
          {criticismsOf(task).map(({ id, title, sentence, kind, source }) => (
            <li key={id} className="text-sm">
              <span className="font-semibold">{title}.</span> {sentence}
              <Provenance kind={kind}>{source}</Provenance>
            </li>
          ))}
        </ul>
      </div>
      <p className="text-sm">
        <Link
          prefetch={false}
          href="/divide-and-conquer/theory/"
          className="text-accent underline underline-offset-2 hover:text-accent-strong"
        >
          The theory behind the conditions
        </Link>
      </p>
    </div>
  );
}

function Fact({ id, why, holds }: { id: ConditionId; why: string; holds: boolean | null }) {
  const Icon = holds === null ? CircleHelp : holds ? Check : X;
  return (
    <p className="flex items-start gap-2">
      <Icon aria-hidden className={`mt-1 size-4 shrink-0 ${holds ? 'text-good' : 'text-warning'}`} />
      <span className="min-w-0">
        <span className="font-semibold">
          {conditionWords[id]}: {holds === null ? 'not known' : holds ? 'yes' : 'no'}.
        </span>{' '}
        {why}
      </span>
    </p>
  );
}

function Question({
  id,
  text,
  standing,
  onAnswer,
}: {
  id: ConditionId;
  text: string;
  standing: Standing;
  onAnswer: (id: ConditionId, value: boolean) => void;
}) {
  const value = standing[id];
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
      <p className="min-w-0 flex-1 basis-64">{text}</p>
      <SegmentedControl
        label={text}
        size="small"
        value={value === null ? '' : value ? 'yes' : 'no'}
        onChange={answer => onAnswer(id, answer === 'yes')}
        segments={[
          { value: 'yes', label: 'yes' },
          { value: 'no', label: 'no' },
        ]}
      />
    </div>
  );
}
