'use client';

import { Workflow } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { lazily } from '@/components/ui/lazily';
import type { Task } from '@/lib/panels/divide-and-conquer/tasks/contract';

const StrategyList = lazily(() => import('./strategy-list').then(module => module.StrategyList));

/** A button that opens all strategies as diagrams, on a problem like those of the task at hand. Their script comes with the press. */
export function StrategyGuide({ task: task }: { task: Task }) {
  return (
    <Dialog
      title="Strategies"
      description="How each one works, drawn by running its program on a small problem that is answered without error."
      trigger={
        <Button size="small" variant="ghost" icon={<Workflow aria-hidden />}>
          How they work
        </Button>
      }
    >
      <StrategyList task={task} />
    </Dialog>
  );
}
