'use client';

import type { ReactNode } from 'react';
import { ChevronLeft, ChevronRight, Maximize, MonitorOff, X } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { lazily } from '@/components/ui/lazily';
import { BackToAll } from '../back-to-all';
import { useWorkbench } from '../context';
import { Part } from '../part';
import { visibleRun, visibleUnitId } from '../replay/shown';
import { RunProgress } from '../run-progress';
import { isBusy } from '../state';

const Player = lazily(() => import('../replay/player').then(module => module.Player));

export interface StageControls {
  /** `2 of 7`; empty where the run is in no running order. */
  place: string;
  /** Undefined at the ends of the running order. */
  previous: (() => void) | undefined;
  next: (() => void) | undefined;
  /** Undefined where the screen is full already. */
  fill: (() => void) | undefined;
  blank: () => void;
  leave: () => void;
}

/** The player, and what the keys of stage mode do, at the foot of the screen. */
export function StageBar({ place, previous, next, fill, blank, leave }: StageControls) {
  return (
    // A press leaves the focus where it is: the space bar then still plays.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <footer
      className="sticky bottom-0 z-20 mt-auto flex items-center gap-x-4 border-t border-line bg-paper px-6 py-2"
      onMouseDown={event => {
        if (event.target instanceof Element && event.target.closest('button')) event.preventDefault();
      }}
    >
      <div className="min-w-0 flex-1">
        <Playing />
      </div>
      <div className="flex items-center">
        <Control name="Previous experiment (P)" icon={<ChevronLeft aria-hidden />} onClick={previous} />
        {place && <span className="px-1 text-sm whitespace-nowrap tabular-nums">{place}</span>}
        <Control name="Next experiment (N)" icon={<ChevronRight aria-hidden />} onClick={next} />
        {fill && <Control name="Full screen (F)" icon={<Maximize aria-hidden />} onClick={fill} />}
        <Control name="Blank the screen (B)" icon={<MonitorOff aria-hidden />} onClick={blank} />
        <Control name="Leave stage mode (Esc)" icon={<X aria-hidden />} onClick={leave} />
      </div>
    </footer>
  );
}

function Control({ name, icon, onClick }: { name: string; icon: ReactNode; onClick: (() => void) | undefined }) {
  return (
    <Button
      variant="ghost"
      size="small"
      aria-label={name}
      title={name}
      icon={icon}
      disabled={onClick === undefined}
      onClick={onClick}
    />
  );
}

/** The player of the unit that is shown, the progress of a run that goes on, or the way back from one unit to all. */
function Playing() {
  const run = useWorkbench(visibleRun);
  const unit = useWorkbench(visibleUnitId);
  if (!run) return null;
  const trace = unit === undefined ? undefined : run.live.units.get(unit);
  if (isBusy(run)) return <RunProgress run={run} />;
  return (
    <div className="flex items-center gap-x-2">
      <BackToAll run={run} />
      {trace && (
        <div className="min-w-0 flex-1">
          <Part name="The player">
            <Player key={`${run.createdAt} ${trace.root}`} trace={trace} />
          </Part>
        </div>
      )}
    </div>
  );
}
