'use client';

import { useCallback, useMemo, useState } from 'react';
import { Columns2 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Calm } from '@/components/ui/calm';
import { Notice } from '@/components/ui/notice';
import { seriesColor } from '@/components/ui/palette';
import { Skeleton } from '@/components/ui/skeleton';
import { failureSentence } from '@/components/workbench/evaluation/words';
import { PlayerBar } from '@/components/workbench/replay/player-bar';
import { isBusy } from '@/components/workbench/state';
import { frameAt } from '@/lib/panels/kv-cache/report/frame';
import { memoryOf } from '@/lib/panels/kv-cache/report/memory';
import type { KvRun, ViewState } from '../view-state';
import { CacheChoice } from './cache-choice';
import { CacheStrips } from './cache-strips';
import { Continuations } from './continuations';
import { HeadMap } from './head-map';
import { MemoryCurve } from './memory-curve';
import type { ShownCache } from './shown-cache';
import { Summary } from './summary';
import {
  armOf,
  cacheTitle,
  failureOf,
  type FilmedTrial,
  filmedTrials,
  historyOf,
  type Shown,
  shownAtFirst,
} from './trials';

/** One or two caches of the run, token by token. */
export function LiveView({
  run,
  state,
  onChange,
}: {
  run: KvRun;
  state: ViewState;
  onChange: (state: ViewState) => void;
}) {
  const trials = useMemo(() => filmedTrials(run.live, run.experiment), [run.live, run.experiment]);
  const first = state.first ?? shownAtFirst(trials);
  const a = useHistory(trials, first);
  const b = useHistory(trials, state.second);
  const [token, setToken] = useState<number | null>(null);
  const total = Math.max(a.history?.steps ?? 0, b.history?.steps ?? 0);
  const at = Math.min(total, state.at ?? total);
  const go = useCallback((to: number) => onChange({ ...state, at: to >= total ? null : to }), [state, total, onChange]);
  const caches = [useShown(a, at), useShown(b, at)].filter(cache => cache !== null);
  if (!first) return <Waiting isBusy={isBusy(run)} />;
  const compare = () => onChange({ ...state, first, second: state.second ? null : otherThan(trials, first) });
  const [shown] = caches;
  return (
    <div className="@container space-y-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <CacheChoice
          label="Cache"
          trials={trials}
          value={first}
          onChange={value => onChange({ ...state, first: value })}
        />
        {state.second && (
          <CacheChoice
            label="Beside it"
            trials={trials}
            value={state.second}
            onChange={value => onChange({ ...state, second: value })}
          />
        )}
        <Button
          size="small"
          variant="ghost"
          icon={<Columns2 aria-hidden />}
          aria-pressed={state.second !== null}
          onClick={compare}
        >
          {state.second ? 'Only one' : 'Side by side'}
        </Button>
      </div>
      {total > 0 && (
        <PlayerBar
          label="Player"
          stepLabel="Tokens of the continuation"
          spoken={`${at} of ${total} tokens of the continuation`}
          where={`${at} of ${total} tokens`}
          unit="Tokens"
          at={at}
          total={total}
          go={go}
        />
      )}
      <Failed {...a} />
      <Failed {...b} />
      {shown ? (
        <>
          <div className="grid gap-x-6 gap-y-3 @min-[52rem]:grid-cols-[minmax(0,1fr)_17rem]">
            <div className="min-w-0 space-y-2">
              <div
                data-tour="strips"
                className={`grid gap-x-4 gap-y-3 ${caches.length > 1 ? '@min-[40rem]:grid-cols-2' : ''}`}
              >
                {caches.map(cache => (
                  <CacheStrips key={cache.title} cache={cache} token={token} onToken={setToken} />
                ))}
              </div>
              <div data-tour="continuation">
                <Continuations caches={caches} at={at} token={token} onToken={setToken} />
              </div>
            </div>
            <div className="grid content-start gap-x-6 gap-y-3 @min-[36rem]:@max-[52rem]:grid-cols-2">
              <div data-tour="memory">
                <MemoryCurve caches={caches} at={at} total={total} />
              </div>
              <div data-tour="heads">
                <HeadMap caches={caches} />
              </div>
            </div>
          </div>
          <Calm>{() => <Summary caches={caches} />}</Calm>
        </>
      ) : (
        a.history === null && !(a.trial && failureOf(a.trial, a.arm)) && <Waiting isBusy={isBusy(run)} />
      )}
    </div>
  );
}

/** Another policy at the same budget, or the same policy at another. */
function otherThan(trials: readonly FilmedTrial[], { unit, arm }: Shown): Shown {
  const other = trials.filter(({ value, parts }) => value ?? parts).findLast(trial => trial.unit !== unit);
  const count = trials.find(trial => trial.unit === unit)?.budgets.length ?? 1;
  return other ? { unit: other.unit, arm } : { unit, arm: (arm + 1) % count };
}

interface Chosen {
  trial: FilmedTrial | undefined;
  arm: number;
  history: ReturnType<typeof historyOf>;
}

function useHistory(trials: readonly FilmedTrial[], shown: Shown | null): Chosen {
  const trial = trials.find(({ unit }) => unit === shown?.unit);
  const arm = trial && shown ? armOf(trial, shown) : 0;
  const value = trial?.value ?? null;
  const parts = trial?.parts ?? null;
  // A new list of trials comes with every event of the run; most leave this one as it was.
  const history = useMemo(() => historyOf(value, parts, arm), [value, parts, arm]);
  return { trial, arm, history };
}

function useShown({ trial, arm, history }: Chosen, at: number): ShownCache | null {
  const memory = useMemo(() => history && memoryOf(history), [history]);
  const step = Math.min(at, history?.steps ?? 0);
  const frame = useMemo(() => history && frameAt(history, step), [history, step]);
  if (!trial || !history || !memory || !frame) return null;
  return {
    title: cacheTitle(trial, arm),
    series: trial.series,
    color: seriesColor(trial.series),
    nominal: trial.nominal,
    history,
    frame,
    memory,
  };
}

function Failed({ trial, arm }: Chosen) {
  const failure = trial && failureOf(trial, arm);
  if (!failure || !trial) return null;
  return (
    <Notice
      tone="warning"
      sentence={`${cacheTitle(trial, arm)}: ${failureSentence(failure.kind)}`}
      details={failure.detail}
    />
  );
}

/** Before there is anything to draw. */
const Waiting = ({ isBusy: busy }: { isBusy: boolean }) =>
  busy ? <Skeleton className="h-80 w-full" /> : <p className="text-muted">No cache of this run was filmed.</p>;
