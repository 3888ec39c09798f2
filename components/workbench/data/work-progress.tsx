'use client';

import { Button } from '@/components/ui/button';
import { Progress } from '@/components/ui/progress';
import type { Progress as Step } from '@/lib/engines/contract';
import { figure } from './words';

const megabytes = (bytes: number): string => `${figure(Math.round(bytes / 1e5) / 10)} MB`;

/** How far a file has been read, and a button that stops it. `step` is null before the first report. */
export function WorkProgress({ step, onStop }: { step: Step | null; onStop: () => void }) {
  const detail =
    step && (step.total === null ? megabytes(step.loaded) : `${megabytes(step.loaded)} of ${megabytes(step.total)}`);
  return (
    <div className="space-y-3">
      <Progress
        label={step ? `The file: ${step.phase}` : 'Reading the file'}
        value={step?.loaded ?? 0}
        total={step?.total ?? null}
        detail={detail}
      />
      <Button variant="danger" size="small" onClick={onStop}>
        Stop
      </Button>
    </div>
  );
}
