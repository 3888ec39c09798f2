import { endRun, newRun as newLiveRun } from '@/components/trace/live-run';
import { asFailure, Failure, toRecord } from '@/lib/core/failure';
import { type EngineRef, refKey } from '@/lib/engines/contract';
import { comesWithPage } from '@/lib/engines/open';
import type { CallEntry } from '@/lib/experiment/entry';
import { createJournal, fillJournal } from '@/lib/experiment/journal';
import type { CallPlan, Experiment, Panel, Settings } from '@/lib/experiment/panel';
import { newRun } from '@/lib/experiment/run';
import type { RunStore, RunWriter } from '@/lib/experiment/store';
import { type Begun, endOf, executeRun, type ExecutionDeps } from './execution';
import type { Holding } from './holding';
import { isBusy, type RunView } from './state';

export interface RunningDeps extends ExecutionDeps {
  /** @throws Failure `store-unavailable` where the browser stores nothing; runs then live in memory */
  openStore(): Promise<RunStore>;
  /** Whether there may be stored runs at all. */
  hasStore(): Promise<boolean>;
  /** Fetches what a run needs after its store is open, while it opens. */
  prepare?(): void;
  holdRun: Holding['hold'];
  isRunElsewhere: Holding['isElsewhere'];
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
  /** The run goes on in another page: what is stored of it is shown from now on. */
  follow(id: string): void;
}

/** Runs experiments of a panel, one at a time. */
export interface Running<S extends Settings> {
  /** Starts a new run, which uses no earlier answers. Resolves when it has ended. */
  start(experiment: Experiment<S>): Promise<void>;
  /**
   * Resumes a stored run, or retries its failed calls: what is in its journal is not asked again. A run that another page runs is followed,
   * or taken over with `isTaken`.
   *
   * @throws Failure `run-gone` where it is no longer stored; the page then shows it as before
   */
  resume(run: RunView<S>, isTaken?: boolean): Promise<void>;
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
      // The browser may well store the run, once the page is reloaded.
      if (asFailure(error).kind === 'script-lost') throw error;
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
    await execute(view, async runs => ({ writer: await unlessFull(runs.create(header)), journal, results: [] }));
  }

  async function resume(run: RunView<S>, isTaken = false): Promise<void> {
    const id = run.id ?? '';
    const view: RunView<S> = { ...run, status: 'loading', failure: null, elapsed: 0, replayedUnits: 0 };
    sink.set(view);
    const begin = async (runs: RunStore): Promise<Begun> => {
      // In this order: no earlier writer can add to what is read now.
      const writer = await unlessFull(runs.resume(id));
      const loaded = await runs.load(id);
      if (!loaded) throw new Failure('run-gone');
      return { writer, journal: await fillJournal(loaded.entries), results: loaded.results };
    };
    try {
      await execute(view, begin, isTaken);
    } catch (error) {
      if (sink.get()?.id === id) sink.set(run);
      throw error;
    }
  }

  /** Null where the browser stores nothing more, which a notice says: the run then goes on without being stored. */
  const unlessFull = (writer: Promise<RunWriter>): Promise<RunWriter | null> =>
    writer.catch((error: unknown) => {
      if (asFailure(error).kind === 'run-gone') throw error;
      sink.notify(error);
      return null;
    });

  /**
   * Runs what `begin` finds, and holds the run from before it is read until its end is written.
   *
   * @throws Failure `run-gone`
   */
  async function execute(view: RunView<S>, begin: (runs: RunStore) => Promise<Begun>, isTaken = false): Promise<void> {
    const id = view.id ?? '';
    const own = (controller = new AbortController());
    const leave = (failure: Failure) => leaveToOther(own, id, failure);
    void planOf(view.experiment).then(plan => updateOf(own, id)(() => ({ plan })));
    // Both take their time when a page is new: its store opens while its model loads.
    void warm(view.experiment.model);
    deps.prepare?.();
    try {
      const runs = await store();
      const perform = async (lost: AbortSignal) =>
        executeRun(
          panel,
          { view, own, lost, ...(await begin(runs)) },
          { update: updateOf(own, id), leave, notify: sink.notify },
          deps,
        );
      await deps.holdRun(id, perform, isTaken);
    } catch (error) {
      const failure = asFailure(error);
      if (failure.kind === 'run-gone') throw failure;
      if (failure.kind === 'run-elsewhere') leave(failure);
      else updateOf(own, id)(run => ({ ...endOf(failure), live: endRun(run.live) }));
    }
  }

  /** Changes the run on the page, unless another run, or this one resumed, has taken its place. */
  const updateOf = (own: AbortController, id: string) => (change: (run: RunView<S>) => Partial<RunView<S>>) => {
    const run = sink.get();
    if (own === controller && run?.id === id) sink.set({ ...run, ...change(run) });
  };

  /** The run goes on in another page, and this one follows it. */
  function leaveToOther(own: AbortController, id: string, failure: Failure): void {
    if (own !== controller || sink.get()?.id !== id) return;
    updateOf(own, id)(run => ({ status: 'elsewhere', failure: toRecord(failure), live: endRun(run.live) }));
    sink.follow(id);
  }

  async function warm(ref: EngineRef): Promise<void> {
    if (!comesWithPage(ref)) return;
    await deps
      .openEngine(ref, 'answer')
      .then(engine => engine.load(() => {}, new AbortController().signal))
      .catch(() => {});
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
    warm,
    stop() {
      const run = sink.get();
      if (run && isBusy(run)) sink.set({ ...run, status: 'stopping' });
      controller.abort();
    },
  };
}
