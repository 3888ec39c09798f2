import { createBatch } from '@/components/trace/batch';
import { applyEvents, newRun as newLiveRun, recordedRun } from '@/components/trace/live-run';
import type { Engine, EngineRef } from '@/lib/engines/contract';
import { comesWithPage } from '@/lib/engines/open';
import type { JournalEntry } from '@/lib/experiment/entry';
import type { RunEvent } from '@/lib/experiment/events';
import { createJournal } from '@/lib/experiment/journal';
import { memoryRunStore } from '@/lib/experiment/memory-store';
import type { Unit } from '@/lib/experiment/panel';
import { newRun } from '@/lib/experiment/run';
import { runExperiment } from '@/lib/experiment/runner';
import type { RunStore } from '@/lib/experiment/store';
import { asFailure, toRecord } from '@/lib/core/failure';
import { divideAndConquerPanel as panel } from '@/lib/panels/divide-and-conquer/panel';
import { isBusy, type PanelExperiment, type RunView } from './state';

export interface RunningDeps {
  /** Opening the same again gives the same engine, loaded or not. */
  openEngine(ref: EngineRef): Promise<Engine>;
  /** Throws `store-unavailable` where the browser keeps nothing; runs then live in memory. */
  openStore(): Promise<RunStore>;
  /** Whether there may be stored runs at all. */
  hasStore(): Promise<boolean>;
  /** Calls back when the page draws next. */
  frame(callback: () => void): void;
  /** The same for a run of many problems, whose figures need no frame rate: drawing would take the cores from the model. Default: `frame`. */
  calmFrame?(callback: () => void): void;
  /** Milliseconds. */
  now(): number;
  /** Facts about this page for the record of a run: version, browser. The engine adds its own. */
  environment(): Record<string, string>;
  /** Hears of every run that starts anew. */
  onStart(experiment: PanelExperiment): void;
  /** Marks a run as going on in this page until `body` ends, for other pages of the site to see. */
  holdRun<T>(id: string, body: () => Promise<T>): Promise<T>;
  isRunElsewhere(id: string): Promise<boolean>;
}

interface RunSink {
  get(): RunView | null;
  set(run: RunView): void;
  notify(failure: unknown): void;
}

/** Runs experiments, one at a time, and tells the stage. */
export function createRunning(deps: RunningDeps, stage: RunSink) {
  let controller = new AbortController();
  let opened: Promise<RunStore> | undefined;

  const store = () =>
    (opened ??= deps.openStore().catch((error: unknown) => {
      stage.notify(error);
      return memoryRunStore();
    }));

  /** A run of its own: nothing is answered from earlier ones. */
  async function start(experiment: PanelExperiment, units: readonly Unit[]): Promise<void> {
    const title = units.length === 1 ? (units[0]?.name ?? '') : `${units.length} problems`;
    const header = newRun(experiment as never, title);
    const view: RunView = {
      ...{
        id: header.id,
        title,
        sentence: '',
        createdAt: header.createdAt,
        experiment,
        environment: {},
        failure: null,
      },
      status: 'loading',
      live: newLiveRun(units),
      elapsed: 0,
      replayedUnits: 0,
    };
    stage.set(view);
    deps.onStart(experiment);
    await execute(view, [], opened => opened.create(header));
  }

  /** Goes on with a run: what is in its journal is not asked again. */
  async function goOn(run: RunView, entries: readonly JournalEntry[], units: readonly Unit[]): Promise<void> {
    const live = { ...recordedRun(units, entries, []), answered: 0, replayed: 0 };
    const view: RunView = { ...run, status: 'loading', failure: null, live, elapsed: 0, replayedUnits: 0 };
    stage.set(view);
    await execute(view, entries, opened => opened.resume(view.id ?? ''));
  }

  async function execute(
    view: RunView,
    entries: readonly JournalEntry[],
    begin: (opened: RunStore) => Promise<void>,
  ): Promise<void> {
    const id = view.id ?? '';
    const mine = (controller = new AbortController());
    const started = deps.now();
    // What comes after a reset, or after another run has taken the stage, is not shown.
    const update = (change: (run: RunView) => Partial<RunView>) => {
      const run = stage.get();
      if (run?.id === id) stage.set({ ...run, ...change(run) });
    };
    const batch = createBatch<RunEvent>(
      events =>
        update(run => ({
          live: applyEvents(run.live, events),
          elapsed: deps.now() - started,
          ...(run.status === 'loading' && events.some(isUnderWay) ? { status: 'running' } : {}),
          ...doneBefore(run, events),
        })),
      view.live.total > 1 ? (deps.calmFrame ?? deps.frame) : deps.frame,
    );
    try {
      const runs = await store();
      let isStored = await begin(runs).then(
        () => true,
        (error: unknown) => {
          stage.notify(error);
          return false;
        },
      );
      const engine = await deps.openEngine(view.experiment.model);
      const outcome = await deps.holdRun(id, () =>
        runExperiment({
          panel,
          experiment: view.experiment,
          engine,
          openEngine: deps.openEngine,
          journal: createJournal(entries),
          signal: mine.signal,
          onEvent(event) {
            if (event.type === 'not-stored') {
              isStored = false;
              stage.notify(event.failure);
            }
            batch.add(event);
          },
          persist: entry => (isStored ? runs.append(id, entry) : Promise.resolve()),
        }),
      );
      batch.flush();
      const environment = { ...deps.environment(), ...engine.environment };
      update(run => ({
        environment,
        status: outcome.failure ? 'failed' : outcome.status,
        failure: outcome.failure ? toRecord(outcome.failure) : null,
        live: { ...run.live, load: null },
      }));
      if (isStored) await runs.finish(id, outcome.status, outcome.results, environment).catch(stage.notify);
    } catch (error) {
      batch.flush();
      const failure = asFailure(error);
      const isCancelled = failure.kind === 'cancelled';
      update(() => ({ status: isCancelled ? 'stopped' : 'failed', failure: isCancelled ? null : toRecord(failure) }));
    }
  }

  return {
    start,
    goOn,
    store,
    /**
     * Opens and loads an engine ahead of its first call. Fails silently: the run will say what is wrong. A model of our own engine that is
     * on another server waits for the run: a link must not start a download by being opened.
     */
    async warm(ref: EngineRef): Promise<void> {
      if (ref.engine === 'embedded' && !comesWithPage(ref)) return;
      await deps
        .openEngine(ref)
        .then(engine => engine.load(() => {}, new AbortController().signal))
        .catch(() => {});
    },
    stop(): void {
      const run = stage.get();
      if (run && isBusy(run)) stage.set({ ...run, status: 'stopping' });
      controller.abort();
    },
  };
}

const isUnderWay = ({ type }: RunEvent): boolean => type === 'call-started' || type === 'delta' || type === 'entry';

/** Units that were finished from the journal alone do not count for the time left. */
function doneBefore(run: RunView, events: readonly RunEvent[]): Partial<RunView> {
  const isReplaying = run.live.answered === 0 && !events.some(event => event.type === 'entry' && !event.replayed);
  const done = events.findLast(event => event.type === 'progress')?.done;
  return isReplaying && done !== undefined ? { replayedUnits: done } : {};
}
