'use client';

import { type CSSProperties, useLayoutEffect } from 'react';
import { lazily } from '@/components/ui/lazily';
import { useViews, useWorkbench } from '../context';
import { Part } from '../part';
import { Picture } from '../picture';
import { visibleRun } from '../replay/shown';
import { Blank } from './blank';
import { StageLine } from './line';
import { StageBar } from './stage-bar';
import { useOrder } from './use-order';
import { useStage } from './use-stage';

const CallInspector = lazily(() => import('../call-inspector').then(module => module.CallInspector));
const OfferedRun = lazily(() => import('../offered-run/offered-run').then(module => module.OfferedRun));
const SharedExperiment = lazily(() => import('../shared-experiment').then(module => module.SharedExperiment));

/** A picture that takes what is left of the screen leaves this much to the bar below it. */
const below = { '--room-below': '5.5rem' } as CSSProperties;

/**
 * Stage mode, for a projector: one line, the picture, and the player. The attribute `data-stage` of <html> enlarges the type of the whole
 * page and hides what stands around it (`app/globals.css`).
 */
export function Stage() {
  const text = useWorkbench(state => state.stage ?? '');
  const order = useOrder(text);
  const { controls, unknown, endBlank } = useStage(text, order.state === 'ready' ? order.value : null);
  const isOpen = useWorkbench(state => state.selected !== null);
  useLayoutEffect(() => {
    document.documentElement.dataset.stage = '';
    return () => {
      delete document.documentElement.dataset.stage;
    };
  }, []);
  return (
    <div style={below} className="flex min-h-dvh flex-col">
      <div
        className={`grid flex-1 gap-x-6 px-6 pt-4 pb-3 ${isOpen ? 'min-[1200px]:grid-cols-[minmax(0,1fr)_24rem]' : ''}`}
      >
        <div className="min-w-0 space-y-3">
          <Part name="The line of stage mode">
            <StageLine unknown={unknown} />
          </Part>
          <Part name="The picture of the run">
            <Shown />
          </Part>
        </div>
        {isOpen && (
          <Part name="The call">
            <CallInspector />
          </Part>
        )}
      </div>
      <StageBar {...controls} />
      {endBlank && <Blank onEnd={endBlank} />}
    </div>
  );
}

/** The picture of the run; without a run, what the page says of the experiment. */
function Shown() {
  const hasRun = useWorkbench(state => visibleRun(state) !== null);
  const isOffered = useWorkbench(state => state.offered !== null);
  const isShared = useWorkbench(state => state.isShared);
  const isOpening = useWorkbench(state => state.isOpening);
  const { Intro } = useViews();
  if (hasRun) return <Picture />;
  if (isOpening) return null;
  if (isOffered) return <OfferedRun />;
  return isShared ? <SharedExperiment /> : <Intro />;
}
