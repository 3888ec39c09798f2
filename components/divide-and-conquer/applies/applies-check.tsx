'use client';

import { useState } from 'react';
import { ChevronRight, CircleCheck, CircleHelp, CircleMinus } from 'lucide-react';
import { lazily } from '@/components/ui/lazily';
import type { Task } from '@/lib/panels/divide-and-conquer/tasks/contract';
import { type Standing, standingOf, verdictOf } from './verdict';

const AppliesDetails = lazily(() => import('./applies-details').then(module => module.AppliesDetails));

/** Whether divide-and-conquer is expected to help on a task: one line, which opens to the reasons. */
export function AppliesCheck({ task }: { task: Task }) {
  // The key drops the answers of the user when the task changes.
  return <Check key={task.id} task={task} />;
}

function Check({ task }: { task: Task }) {
  const [isOpen, setIsOpen] = useState(false);
  const [standing, setStanding] = useState<Standing>(standingOf(task));
  const verdict = verdictOf(standing);
  return (
    <details
      className="rounded-md border border-line bg-surface"
      open={isOpen}
      onToggle={event => setIsOpen(event.currentTarget.open)}
    >
      <summary className="flex cursor-pointer list-none items-start gap-2 rounded-md px-3.5 py-2 hover:bg-sunken [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className={`mt-1 size-4 shrink-0 text-muted transition-transform motion-reduce:transition-none ${isOpen ? 'rotate-90' : ''}`}
        />
        <span className="min-w-0">
          <span className="font-semibold">Does it apply here?</span>{' '}
          <span aria-live="polite" className="text-muted">
            <Sign helps={verdict.helps} /> {verdict.sentence}
          </span>
        </span>
      </summary>
      {isOpen && (
        <div className="border-t border-line px-3.5 py-3">
          <AppliesDetails task={task} standing={standing} onAnswer={setStanding} />
        </div>
      )}
    </details>
  );
}

/** Decorative: the sentence after it says the same. */
function Sign({ helps }: { helps: boolean | null }) {
  const looks = 'inline size-4 align-[-0.15em]';
  if (helps === null) return <CircleHelp aria-hidden className={`${looks} text-muted`} />;
  return helps ? (
    <CircleCheck aria-hidden className={`${looks} text-good`} />
  ) : (
    <CircleMinus aria-hidden className={`${looks} text-warning`} />
  );
}
