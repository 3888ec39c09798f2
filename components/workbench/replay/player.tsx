'use client';

import { type ReactNode, useId, useMemo } from 'react';
import { Pause, Play, SkipBack, SkipForward, StepBack, StepForward } from 'lucide-react';
import type { TracedCall } from '@/components/trace/call';
import type { UnitTrace } from '@/components/trace/live-run';
import { Button } from '@/components/ui/button';
import { useReducedMotion } from '@/components/ui/use-reduced-motion';
import { outcomeOf } from '@/lib/evaluation/outcome';
import { lineOfValue } from '@/lib/evaluation/shorten';
import { pathKey } from '@/lib/experiment/entry';
import { useActions, useViews, useWorkbench } from '../context';
import { stepsOf } from './steps';
import { type Speed, speeds, usePlayback } from './use-playback';

/** Replays one unit step by step: buttons, a slider over its journal, and the last step. One line where it fits. */
export function Player({ trace }: { trace: UnitTrace }) {
  const steps = useMemo(() => stepsOf(trace), [trace]);
  const total = steps.length;
  const at = useWorkbench(state => state.replay?.at ?? total);
  const { replayTo } = useActions();
  const { stepName } = useViews();
  const isStill = useReducedMotion();
  const { isPlaying, play, pause, speed, setSpeed } = usePlayback({ at, total, go: replayTo });
  const go = (to: number) => {
    pause();
    replayTo(to);
  };
  if (total < 2) return null;
  const last = steps[at - 1];
  const where = `Step ${at} of ${total}`;
  return (
    <section aria-label="Replay" className="@container rounded-lg border border-line bg-surface px-2 py-1">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <div className="flex items-center">
          <Step name="To the start" icon={<SkipBack aria-hidden />} disabled={at === 0} onClick={() => go(0)} />
          <Step name="One step back" icon={<StepBack aria-hidden />} disabled={at === 0} onClick={() => go(at - 1)} />
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
            onClick={() => go(at + 1)}
          />
          <Step name="To the end" icon={<SkipForward aria-hidden />} disabled={at >= total} onClick={() => go(total)} />
        </div>
        <input
          type="range"
          aria-label="Step of the replay"
          aria-valuetext={last ? `${where}: ${stepName(last)}` : where}
          min={0}
          max={total}
          step={1}
          value={at}
          onChange={event => go(Number(event.target.value))}
          className="h-8 min-w-32 flex-1 cursor-pointer accent-accent"
        />
        <span className="text-sm whitespace-nowrap tabular-nums">{where}</span>
        {!isStill && <SpeedSelect speed={speed} onChange={setSpeed} />}
        <Standing last={last} isEnd={at >= total} isStill={isStill} />
      </div>
    </section>
  );
}

function Step({ name, ...rest }: { name: string; icon: ReactNode; disabled: boolean; onClick: () => void }) {
  return <Button variant="ghost" size="small" aria-label={name} title={name} {...rest} />;
}

function SpeedSelect({ speed, onChange }: { speed: Speed; onChange: (speed: Speed) => void }) {
  const id = useId();
  return (
    <span className="hidden items-center gap-1.5 text-sm sm:inline-flex">
      <label htmlFor={id} className="whitespace-nowrap text-muted">
        Steps per second
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

/** The last step in words. Always one line high, so that the picture below does not move. */
function Standing({ last, isEnd, isStill }: { last: TracedCall | undefined; isEnd: boolean; isStill: boolean }) {
  const { select } = useActions();
  const { stepName } = useViews();
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
  const isCall = last.entry?.kind !== 'value';
  return (
    <div className="flex h-6 w-full min-w-0 items-center gap-2 px-1 text-caption @min-[56rem]:w-72">
      <p className="min-w-0 truncate">
        <span className="text-muted">{isCall ? 'Answered:' : 'Computed by code:'}</span> {stepName(last)}{' '}
        <span className="font-mono">{last.status === 'failed' ? 'failed' : lineOfValue(outcomeOf(last.entry))}</span>
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
