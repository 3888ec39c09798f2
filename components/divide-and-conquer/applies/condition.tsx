'use client';

import { Check, X } from 'lucide-react';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { Glossed } from '../glossed';
import { type ConditionId, conditionWords } from './verdict';

/** A condition that the task knows of itself, with the reason. */
export function Fact({ id, holds, why }: { id: ConditionId; holds: boolean; why: string }) {
  const Icon = holds ? Check : X;
  return (
    <div className="flex items-start gap-2">
      <Icon aria-hidden className={`mt-1 size-4 shrink-0 ${holds ? 'text-good' : 'text-warning'}`} />
      <p className="min-w-0">
        <span className="font-semibold">
          {conditionWords[id]}: {holds ? 'yes' : 'no'}.
        </span>{' '}
        <Glossed text={why} />
      </p>
    </div>
  );
}

/** A condition that only the user knows. */
export function Question({
  text,
  answer,
  onAnswer,
}: {
  text: string;
  answer: boolean | null;
  onAnswer: (answer: boolean) => void;
}) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
      <p className="min-w-0 flex-1 basis-64">{text}</p>
      <SegmentedControl
        label={text}
        size="small"
        value={answer === null ? '' : answer ? 'yes' : 'no'}
        onChange={value => onAnswer(value === 'yes')}
        segments={[
          { value: 'yes', label: 'yes' },
          { value: 'no', label: 'no' },
        ]}
      />
    </div>
  );
}
