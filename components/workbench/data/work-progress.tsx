'use client';

import { Button } from '@/components/ui/button';
import { Progress } from '@/components/ui/progress';
import { sizeOf } from '@/components/ui/size';
import type { Progress as Step } from '@/lib/engines/contract';

/** How far a file has been read, and a button that stops it. `step` is null before the first report. */
export function WorkProgress({ step, onStop }: { step: Step | null; onStop: () => void }) {
  return (
    <div className="space-y-3">
      <Progress
        label={step ? `The file: ${step.phase}` : 'Reading the file'}
        value={step?.loaded ?? 0}
        total={step?.total ?? null}
        detail={step && sizeOf(step.loaded, step.total)}
      />
      <Button variant="danger" size="small" onClick={onStop}>
        Stop
      </Button>
    </div>
  );
}
