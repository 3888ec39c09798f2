'use client';

import { ArrowLeft } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { useActions, useWorkbench } from './context';
import type { RunView } from './state';

/** From one unit of a run of many back to all of them. */
export function BackToAll({ run }: { run: RunView }) {
  const isOneOfMany = useWorkbench(state => state.unit !== null);
  const { showUnit } = useActions();
  if (!isOneOfMany || run.live.total < 2) return null;
  return (
    <Button variant="ghost" size="small" icon={<ArrowLeft aria-hidden />} onClick={() => showUnit(null)}>
      All {run.live.total.toLocaleString('en')}
    </Button>
  );
}
