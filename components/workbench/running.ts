import { createBatch } from '@/components/trace/batch';
import { applyEvents, endRun, newRun as newLiveRun } from '@/components/trace/live-run';
import { asFailure, toRecord } from '@/lib/core/failure';
import { type Engine, type EngineRef, type Purpose, refKey } from '@/lib/engines/contract';
import { comesWithPage } from '@/lib/engines/open';
import type { CallEntry } from '@/lib/experiment/entry';
import type { RunEvent } from '@/lib/experiment/events';
import { createJournal, fillJournal, type Journal } from '@/lib/experiment/journal';
import type { CallPlan, Experiment, Panel, Settings, UnitResult } from '@/lib/experiment/panel';
import { newRun } from '@/lib/experiment/run';
import type { RunStore } from '@/lib/experiment/store';
import { isBusy, type RunView } from './state';

export interface RunningDeps {
  /** Opening the same again for the same purpose gives the same engine, loaded or not. */
  openEngine(ref: EngineRef, purpose: Purpose): Promise<Engine>;
  /** @throws Failure `store-unavailable` where the browser stores nothing; runs then live in memory */
  openStore(): Promise<RunStore>;
  /** Whether there may be stored runs at all. */
  hasStore(): Promise<boolean>;
  /** Calls back when the page draws next. */
  frame(callback: () => void): void;
  /** The same for a run of many units: drawing it at every frame would slow the model down. Default: `frame`. */
  calmFrame?(callback: () => void): void;
  /** Milliseconds. */
  now(): number;
  /** Facts about this page for the record of a run: version, browser. The engine adds its own. */
  environment(): Record<string, string>;
  /** Marks a run as in progress in this page until `body` ends, for other pages of the site to see. */
  holdRun<T>(id: string, body: () => Promise<T>): Promise<T>;
  isRunElsewhere(id: string): Promise<boolean>;
  /** Whether a run with calls to a server may begin: a large one is for a person to decide. Absent: always. */
  mayCall?(run: PlannedRun): Promise<boolean>;
}

/** A run that has not begun. */
export interface PlannedRun {
  experiment: Experiment;
  /** Calls that are still to be made, about. */
  calls: number;
  /** Calls that the same model answered in the run on the page. */
  earlier: CallEntry[];
}

/** Where the run that is in progress is shown. */
export interface RunSink<S extends Settings> {
  get(): RunView<S> | null;
  set(run: RunView<S>): void;
  notify(failure: unknown): void;
}

/** Runs experiments of a panel, one at a time. */
export interface Running<S extends Settings> {
  /** Starts a new run, which uses no earlier answers. Resolves when it has ended. */
  start(experiment: Experiment<S>): Promise<void>;
  /** Resumes a stored run, or retries its failed calls: what is in its journal is not asked again. */
  resume(run: RunView<S>): Promise<void>;
  stop(): void;
  /** Whether a run has to be allowed before it begins, because it sends calls to a server. */
  asks(experiment: Experiment<S>): boolean;
  /** Whether a run may begin; with `goesOn` it is the rest of the one on the page. */
  mayRun(experiment: Experiment<S>, goesOn: boolean): Promise<boolean>;
  /**
   * Opens and loads an engine ahead of its first call. Fails silently: the run will say what is wrong. Only a model that comes with the
   * page is loaded: neither a link nor a pointer over Run may start a download or a request to a server.
   */
  warm(ref: EngineRef): Promise<void>;
  store(): Promise<RunStore>;
}

export function createRunning<S extends Settings>(panel: Panel<S>, deps: RunningDeps, sink: RunSink<S>): Running<S> {
  let controller = new AbortController();
  let opened: Promise<RunStore> | undefined;

  const store = () =>
    (opened ??= deps.openStore().catch(async (error: unknown) => {
      sink.notify(error);
      const { memoryRunStore } = await import('@/lib/experiment/memory-store');
      return memoryRunStore();
    }));

  async function start(experiment: Experiment<S>): Promise<void> {
    const title = panel.describe(experiment);
    const header = newRun(experiment, title);
    const journal = createJournal();
    const view: RunView<S> = {
      id: header.id,
      title,
      sentence: '',
      createdAt: header.createdAt,
      experiment,
      environment: {},
      failure: null,
      status: 'loading',
      live: newLiveRun([], journal),
      plan: null,
      elapsed: 0,
      replayedUnits: 0,
    };
    sink.set(view);
    await execute(view, journal, runs => runs.create(header));
  }

  async function resume(run: RunView<S>): Promise<void> {
    const id = run.id ?? '';
    const loaded = await (await store()).load(id);
    const journal = await fillJournal(loaded?.entries ?? []);
    const live = newLiveRun([], journal);
    const view: RunView<S> = { ...run, status: 'loading', failure: null, live, elapsed: 0, replayedUnits: 0 };
    sink.set(view);
    await execute(view, journal, runs => runs.resume(id), loaded?.results);
  }

  /** `results` are those of an earlier execution, which stay stored until this one ends. */
  async function execute(
    view: RunView<S>,
    journal: Journal,
    begin: (runs: RunStore) => Promise<void>,
    results: readonly UnitResult[] = [],
  ): Promise<void> {
    const id = view.id ?? '';
    const own = (controller = new AbortController());
    const { signal } = own;
    const started = deps.now();
    /** Changes the run on the page, unless another run, or this one resumed, has taken its place. */
    const update = (change: (run: RunView<S>) => Partial<RunView<S>>) => {
      const run = sink.get();
      if (own === controller && run?.id === id) sink.set({ ...run, ...change(run) });
    };
    let isStored = false;
    void planOf(view.experiment).then(plan => update(() => ({ plan })));
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
    try {
      const { runExperiment } = await import('@/lib/experiment/runner');
      const runs = await store();
      isStored = await begin(runs).then(
        () => true,
        (error: unknown) => {
          sink.notify(error);
          return false;
        },
      );
      const outcome = await deps.holdRun(id, () =>
        runExperiment({
          panel,
          experiment: view.experiment,
          openEngine: deps.openEngine,
          journal,
          signal,
          onEvent(event) {
            if (event.type === 'phase-started') isOfMany ||= event.units.length > 1;
            if (event.type === 'not-stored') {
              isStored = false;
              sink.notify(event.failure);
            }
            batch.add(event);
          },
          persist: entry => (isStored ? runs.append(id, entry) : Promise.resolve()),
        }),
      );
      batch.flush();
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
      if (isStored) await runs.finish(id, { status, unanswered, results, environment, score }).catch(sink.notify);
    } catch (error) {
      batch.flush();
      const failure = asFailure(error);
      const isCancelled = failure.kind === 'cancelled';
      update(run => ({
        status: isCancelled ? 'stopped' : 'failed',
        failure: isCancelled ? null : toRecord(failure),
        live: endRun(run.live),
      }));
      // It must not stay in the list as a run in progress.
      if (isStored) await (await store()).finish(id, { status: 'stopped', results }).catch(sink.notify);
    }
  }

  /** Null where the calls cannot be counted, or the data for it is missing: the run itself says so. */
  const planOf = (experiment: Experiment<S>): Promise<CallPlan | null> => panel.plan(experiment).catch(() => null);

  return {
    start,
    resume,
    store,
    asks: ({ model, compare }) =>
      deps.mayCall !== undefined && [model, ...compare].some(({ engine }) => engine === 'endpoint'),
    async mayRun(experiment, goesOn) {
      const plan = await planOf(experiment);
      if (!plan) return true;
      const run = sink.get();
      const id = refKey(experiment.model);
      const entries = run?.live.journal.entries() ?? [];
      const earlier = entries.filter(entry => entry.kind === 'call').filter(({ engine }) => engine === id);
      const done = goesOn && run ? run.live.answered + run.live.replayed : 0;
      return (await deps.mayCall?.({ experiment, calls: Math.max(0, plan.calls - done), earlier })) ?? true;
    },
    async warm(ref) {
      if (!comesWithPage(ref)) return;
      await deps
        .openEngine(ref, 'answer')
        .then(engine => engine.load(() => {}, new AbortController().signal))
        .catch(() => {});
    },
    stop() {
      const run = sink.get();
      if (run && isBusy(run)) sink.set({ ...run, status: 'stopping' });
      controller.abort();
    },
  };
}

const isCallEvent = ({ type }: RunEvent): boolean => type === 'call-started' || type === 'delta' || type === 'entry';

/** Units that were finished from the journal alone do not count for the time left. */
function replayedUnits(run: Pick<RunView, 'live'>, events: readonly RunEvent[]): { replayedUnits?: number } {
  const isReplaying = run.live.answered === 0 && !events.some(event => event.type === 'entry' && !event.replayed);
  const done = events.findLast(event => event.type === 'progress')?.done;
  return isReplaying && done !== undefined ? { replayedUnits: done } : {};
}
