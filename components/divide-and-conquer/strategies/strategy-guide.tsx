'use client';

import { Workflow } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { lazily } from '@/components/ui/lazily';
import type { Task } from '@/lib/panels/divide-and-conquer/tasks/contract';

const StrategyList = lazily(() => import('./strategy-list').then(module => module.StrategyList));

/** A button that opens all strategies as diagrams. Their script is loaded when it is pressed. */
export function StrategyGuide({ task }: { task: Task }) {
  return (
    <Dialog
      title="Strategies"
      description="Each diagram is drawn by running the strategy’s own program on a small problem, with a model that makes no error."
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
