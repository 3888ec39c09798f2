'use client';

import { useMemo } from 'react';
import type { TracedCall } from '@/components/trace/call';
import type { UnitTrace } from '@/components/trace/live-run';
import { useReducedMotion } from '@/components/ui/use-reduced-motion';
import { pathKey } from '@/lib/experiment/entry';
import { useActions, useViews, useWorkbench } from '../context';
import { PlayerBar } from './player-bar';
import { StepWords } from './step-words';
import { stepsOf } from './steps';

/** Replays one unit step by step: buttons, a slider over its journal, and the last step. One line where it fits. */
export function Player({ trace }: { trace: UnitTrace }) {
  const steps = useMemo(() => stepsOf(trace), [trace]);
  const total = steps.length;
  const at = useWorkbench(state => state.replay?.at ?? total);
  const { replayTo } = useActions();
  const { stepName } = useViews();
  // There, the line above the picture says the step.
  const isOnStage = useWorkbench(state => state.stage !== null);
  if (total < 2) return null;
  const last = steps[at - 1];
  const where = `Step ${at} of ${total}`;
  return (
    <PlayerBar
      label="Replay"
      stepLabel="Step of the replay"
      spoken={last ? `${where}: ${stepName(last)}` : where}
      where={where}
      unit="Steps"
      at={at}
      total={total}
      go={replayTo}
    >
      {!isOnStage && <Standing last={last} isEnd={at >= total} />}
    </PlayerBar>
  );
}

/** The last step in words. Always one line high, so that the picture below does not move. */
function Standing({ last, isEnd }: { last: TracedCall | undefined; isEnd: boolean }) {
  const isStill = useReducedMotion();
  const { select } = useActions();
  if (isEnd || !last) {
    return (
      <p className="flex h-6 w-full min-w-0 items-center px-1 text-caption text-muted @min-[56rem]:w-72">
        {!isEnd
          ? 'No call has been made yet.'
          : isStill
            ? 'Use the arrows: your system reduces motion.'
            : 'Press Play to replay this run call by call.'}
      </p>
    );
  }
  return (
    <div className="flex h-6 w-full min-w-0 items-center gap-2 px-1 text-caption @min-[56rem]:w-72">
      <p className="min-w-0 truncate">
        <StepWords step={last} />
      </p>
      <button
        type="button"
        className="shrink-0 font-semibold text-accent underline underline-offset-2"
        onClick={() => select(pathKey(last.path))}
      >
        Open this call
      </button>
    </div>
  );
}
