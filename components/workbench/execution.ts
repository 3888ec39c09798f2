import { createBatch } from '@/components/trace/batch';
import { applyEvents, endRun, newRun as newLiveRun } from '@/components/trace/live-run';
import { asFailure, Failure, toRecord } from '@/lib/core/failure';
import { onAbort } from '@/lib/core/on-abort';
import type { Engine, EngineRef, Purpose } from '@/lib/engines/contract';
import type { JournalEntry } from '@/lib/experiment/entry';
import type { RunEvent } from '@/lib/experiment/events';
import type { Journal } from '@/lib/experiment/journal';
import type { Panel, Settings, UnitResult } from '@/lib/experiment/panel';
import type { RunWriter } from '@/lib/experiment/store';
import type { RunView } from './state';

export interface ExecutionDeps {
  /** Opening the same again for the same purpose gives the same engine, loaded or not. */
  openEngine(ref: EngineRef, purpose: Purpose): Promise<Engine>;
  /** Calls back when the page draws next. */
  frame(callback: () => void): void;
  /** The same for a run of many units: drawing it at every frame would slow the model down. Default: `frame`. */
  calmFrame?(callback: () => void): void;
  /** Milliseconds. */
  now(): number;
  /** Facts about this page for the record of a run: version, browser. The engine adds its own. */
  environment(): Record<string, string>;
}

/** A run that is about to go on: from a journal, with the results of an earlier execution, which stay stored until this one ends. */
export interface Begun {
  /** Null where the run cannot be stored, which a notice has said. */
  writer: RunWriter | null;
  journal: Journal;
  results: readonly UnitResult[];
}

/** One execution of a run that this page holds. */
export interface Execution<S extends Settings> extends Begun {
  view: RunView<S>;
  /** Stops this execution. */
  own: AbortController;
  /** Aborted once another page has taken the run. */
  lost: AbortSignal;
}

/** Where an execution is shown. */
export interface ExecutionSink<S extends Settings> {
  /** Changes the run on the page; does nothing once another has taken its place. */
  update(change: (run: RunView<S>) => Partial<RunView<S>>): void;
  /** The run goes on in another page. */
  leave(failure: Failure): void;
  notify(failure: unknown): void;
}

/** Runs an experiment, shows how far it is, and stores each answer and the end. Never throws: a failure is shown. */
export async function executeRun<S extends Settings>(
  panel: Panel<S>,
  execution: Execution<S>,
  { update, leave, notify }: ExecutionSink<S>,
  deps: ExecutionDeps,
): Promise<void> {
  const { view, own, lost, journal } = execution;
  let { writer, results } = execution;
  let isLost = false;
  const lose = () => {
    isLost = true;
    own.abort();
  };
  const forget = onAbort(lost, lose);
  const started = deps.now();
  update(() => ({ live: newLiveRun([], journal) }));
  let isOfMany = false;
  const batch = createBatch<RunEvent>(
    events =>
      update(run => ({
        live: applyEvents(run.live, events),
        elapsed: deps.now() - started,
        ...(run.status === 'loading' && events.some(isCallEvent) ? { status: 'running' } : {}),
        ...replayedUnits(run, events),
      })),
    callback => (isOfMany ? (deps.calmFrame ?? deps.frame) : deps.frame)(callback),
  );
  const append = async (entry: JournalEntry): Promise<void> => {
    try {
      await writer?.append(entry);
    } catch (error) {
      // This page slept while another took the run: it stops before it asks anything more.
      if (asFailure(error).kind === 'run-elsewhere') lose();
      throw error;
    }
  };
  /** A run that was resumed elsewhere, or here again, before this execution ended is the other's to finish. */
  const notifyUnlessTaken = (error: unknown): void => {
    if (asFailure(error).kind !== 'run-elsewhere') notify(error);
  };
  try {
    const { runExperiment } = await import('@/lib/experiment/runner');
    const outcome = await runExperiment({
      panel,
      experiment: view.experiment,
      openEngine: deps.openEngine,
      journal,
      signal: own.signal,
      onEvent(event) {
        if (event.type === 'phase-started') isOfMany ||= event.units.length > 1;
        if (event.type === 'not-stored') {
          writer = null;
          if (!isLost) notify(event.failure);
        }
        batch.add(event);
      },
      persist: append,
    });
    batch.flush();
    if (isLost) return leave(new Failure('run-elsewhere', 'It was taken over there.'));
    const engine = await deps.openEngine(view.experiment.model, 'answer').catch(() => null);
    const environment = { ...deps.environment(), ...engine?.environment };
    update(run => ({
      environment,
      status: outcome.failure ? 'failed' : outcome.status,
      failure: outcome.failure ? toRecord(outcome.failure) : null,
      live: endRun(run.live),
    }));
    const { status, unanswered } = outcome;
    ({ results } = outcome);
    const score = panel.score(view.experiment, results);
    await writer?.finish({ status, unanswered, results, environment, score }).catch(notifyUnlessTaken);
  } catch (error) {
    batch.flush();
    update(run => ({ ...endOf(asFailure(error)), live: endRun(run.live) }));
    // It must not stay in the list as a run in progress.
    await writer?.finish({ status: 'stopped', results }).catch(notifyUnlessTaken);
  } finally {
    forget();
  }
}

/** How a run stands that a failure ended. */
export const endOf = (failure: Failure): Pick<RunView, 'status' | 'failure'> =>
  failure.kind === 'cancelled'
    ? { status: 'stopped', failure: null }
    : { status: 'failed', failure: toRecord(failure) };

const isCallEvent = ({ type }: RunEvent): boolean => type === 'call-started' || type === 'delta' || type === 'entry';

/** Units that were finished from the journal alone do not count for the time left. */
function replayedUnits(run: Pick<RunView, 'live'>, events: readonly RunEvent[]): { replayedUnits?: number } {
  const isReplaying = run.live.answered === 0 && !events.some(event => event.type === 'entry' && !event.replayed);
  const done = events.findLast(event => event.type === 'progress')?.done;
  return isReplaying && done !== undefined ? { replayedUnits: done } : {};
}
