'use client';

import { type ReactNode, useId } from 'react';
import { Pause, Play, SkipBack, SkipForward, StepBack, StepForward } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { useShortcuts } from '@/components/ui/shortcuts';
import { useReducedMotion } from '@/components/ui/use-reduced-motion';
import { useWorkbench } from '../context';
import { type Speed, speeds, usePlayback } from './use-playback';

/** Goes through steps: buttons, a slider, and how fast. One line where it fits. */
export function PlayerBar({
  label,
  stepLabel,
  spoken,
  where,
  unit,
  at,
  total,
  go,
  children,
}: {
  /** The name of the section for screen readers, and that of its slider. */
  label: string;
  stepLabel: string;
  /** The step in words, and in short. */
  spoken: string;
  where: string;
  /** What a second has several of: `Steps`. */
  unit: string;
  at: number;
  total: number;
  /** Must not change: the player calls it by itself. */
  go: (at: number) => void;
  /** Drawn behind the controls, or below them. */
  children?: ReactNode;
}) {
  const isStill = useReducedMotion();
  const { isPlaying, play, pause, speed, setSpeed } = usePlayback({ at, total, go });
  const jump = (to: number) => {
    pause();
    go(Math.max(0, Math.min(total, to)));
  };
  const isOnStage = useWorkbench(state => state.stage !== null);
  const changeSpeed = (by: 1 | -1) => setSpeed(speeds[speeds.indexOf(speed) + by] ?? speed);
  useShortcuts({
    title: label,
    // On a page, the space bar and the arrows scroll.
    shortcuts: [
      ...(isStill
        ? []
        : [
            {
              keys: isOnStage ? [' ', 'k'] : ['k'],
              does: 'play or pause',
              run: isPlaying ? pause : play,
            },
          ]),
      {
        keys: isOnStage ? ['ArrowLeft', ','] : [','],
        does: 'one step back',
        run: () => jump(at - 1),
      },
      {
        keys: isOnStage ? ['ArrowRight', '.'] : ['.'],
        does: 'one step forward',
        run: () => jump(at + 1),
      },
      ...(isStill
        ? []
        : [
            { keys: ['<'], does: 'slower', run: () => changeSpeed(-1) },
            { keys: ['>'], does: 'faster', run: () => changeSpeed(1) },
          ]),
    ],
  });
  return (
    <section aria-label={label} className="@container rounded-lg border border-line bg-surface px-2 py-1">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <div className="flex items-center">
          <Step name="To the start" icon={<SkipBack aria-hidden />} disabled={at === 0} onClick={() => jump(0)} />
          <Step name="One step back" icon={<StepBack aria-hidden />} disabled={at === 0} onClick={() => jump(at - 1)} />
          {!isStill && (
            <Button
              size="small"
              className="mx-1 w-22"
              icon={isPlaying ? <Pause aria-hidden /> : <Play aria-hidden />}
              onClick={isPlaying ? pause : play}
            >
              {isPlaying ? 'Pause' : 'Play'}
            </Button>
          )}
          <Step
            name="One step forward"
            icon={<StepForward aria-hidden />}
            disabled={at >= total}
            onClick={() => jump(at + 1)}
          />
          <Step
            name="To the end"
            icon={<SkipForward aria-hidden />}
            disabled={at >= total}
            onClick={() => jump(total)}
          />
        </div>
        <input
          type="range"
          aria-label={stepLabel}
          aria-valuetext={spoken}
          min={0}
          max={total}
          step={1}
          value={at}
          onChange={event => jump(Number(event.target.value))}
          className="h-8 min-w-32 flex-1 cursor-pointer accent-accent"
        />
        <span className="text-sm whitespace-nowrap tabular-nums">{where}</span>
        {!isStill && <SpeedSelect unit={unit} speed={speed} onChange={setSpeed} />}
        {children}
      </div>
    </section>
  );
}

function Step({ name, ...rest }: { name: string; icon: ReactNode; disabled: boolean; onClick: () => void }) {
  return <Button variant="ghost" size="small" aria-label={name} title={name} {...rest} />;
}

function SpeedSelect({ unit, speed, onChange }: { unit: string; speed: Speed; onChange: (speed: Speed) => void }) {
  const id = useId();
  return (
    <span className="hidden items-center gap-1.5 text-sm sm:inline-flex">
      <label htmlFor={id} className="whitespace-nowrap text-muted">
        {unit} per second
      </label>
      <select
        id={id}
        value={speed}
        onChange={event => onChange(speeds.find(value => value === Number(event.target.value)) ?? speed)}
        className="h-8 rounded-md border border-line-strong bg-surface px-1 text-sm hover:border-ink"
      >
        {speeds.map(value => (
          <option key={value}>{value}</option>
        ))}
      </select>
    </span>
  );
}
