import { createBatch } from '@/components/trace/batch';
import { applyEvents, endRun, newRun as newLiveRun } from '@/components/trace/live-run';
import { asFailure, Failure, toRecord } from '@/lib/core/failure';
import { onAbort } from '@/lib/core/on-abort';
import { type Engine, type EngineRef, type Purpose, refKey } from '@/lib/engines/contract';
import { comesWithPage } from '@/lib/engines/open';
import type { CallEntry, JournalEntry } from '@/lib/experiment/entry';
import type { RunEvent } from '@/lib/experiment/events';
import { createJournal, fillJournal, type Journal } from '@/lib/experiment/journal';
import type { CallPlan, Experiment, Panel, Settings, UnitResult } from '@/lib/experiment/panel';
import { newRun } from '@/lib/experiment/run';
import type { RunStore, RunWriter } from '@/lib/experiment/store';
import type { Holding } from './holding';
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

/** A run that is about to go on: from a journal, with the results of an earlier execution, which stay stored until this one ends. */
interface Begun {
  /** Null where the run cannot be stored, which a notice has said. */
  writer: RunWriter | null;
  journal: Journal;
  results: readonly UnitResult[];
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
    void planOf(view.experiment).then(plan => updateOf(own, id)(() => ({ plan })));
    try {
      const runs = await store();
      await deps.holdRun(id, async lost => perform(view, own, await begin(runs), lost), isTaken);
    } catch (error) {
      const failure = asFailure(error);
      if (failure.kind === 'run-gone') throw failure;
      if (failure.kind === 'run-elsewhere') leaveToOther(own, id, failure);
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

  /** One execution of a run that this page holds. */
  async function perform(view: RunView<S>, own: AbortController, begun: Begun, lost: AbortSignal): Promise<void> {
    const id = view.id ?? '';
    const { journal } = begun;
    let { writer, results } = begun;
    let isLost = false;
    const lose = () => {
      isLost = true;
      own.abort();
    };
    const forget = onAbort(lost, lose);
    const started = deps.now();
    const update = updateOf(own, id);
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
            if (!isLost) sink.notify(event.failure);
          }
          batch.add(event);
        },
        persist: append,
      });
      batch.flush();
      if (isLost) return leaveToOther(own, id, new Failure('run-elsewhere', 'It was taken over there.'));
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

  /** A run that was resumed elsewhere, or here again, before this execution ended is the other's to finish. */
  const notifyUnlessTaken = (error: unknown): void => {
    if (asFailure(error).kind !== 'run-elsewhere') sink.notify(error);
  };

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

/** How a run stands that a failure ended. */
const endOf = (failure: Failure): Pick<RunView, 'status' | 'failure'> =>
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
