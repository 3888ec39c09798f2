import { createStore, type StoreApi } from 'zustand/vanilla';
import { endRun } from '@/components/trace/live-run';
import { asFailure, Failure, type FailureRecord } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import type { Engine, EngineRef } from '@/lib/engines/contract';
import { readMirror, setMirror } from '@/lib/engines/open';
import type { SettingPath } from '@/lib/experiment/fields';
import type { Panel, Sampling, Settings } from '@/lib/experiment/panel';
import { defaultExperiment } from '@/lib/experiment/spec';
import { type OpeningActions, openingActions, type OpeningDeps } from './opening';
import { type ReplayActions, replayActions } from './replay/actions';
import { visibleRun } from './replay/shown';
import { createRunning, type RunningDeps } from './running';
import {
  canResume,
  isBusy,
  noReplay,
  obstacle,
  recordOf,
  samplingPath,
  seedPath,
  withoutDrafts,
  withSetting,
  withSettings,
  type WorkbenchState,
} from './state';

/** What the workbench needs of the browser; tests bring their own. */
export type WorkbenchDeps = RunningDeps & OpeningDeps;

export interface WorkbenchActions extends ReplayActions, OpeningActions {
  /** Changes one setting, as it was typed or chosen. */
  set(path: SettingPath, value: Json): void;
  /** Keeps a text that is not allowed, under a name such as `seedPath`, until an allowed value takes its place. */
  keepDraft(path: SettingPath, text: string): void;
  setSampling(change: Partial<Sampling>): void;
  setSeed(seed: number): void;
  setModel(model: EngineRef): void;
  /** The engine that embeds texts; null for the model itself. */
  setEmbedder(embedder: EngineRef | null): void;
  /** Further models that the same units run on. */
  setCompare(compare: EngineRef[]): void;
  /** Starts a new run with the settings of the form, or with `settings`, which the form then shows. Resolves when the run has ended. */
  start(settings?: Settings): Promise<void>;
  /** Makes the model ready ahead of the first call. */
  warm(): Promise<void>;
  /** Resumes the run on the page; one that goes on in another page is taken over, and stops there. */
  resume(): Promise<void>;
  stop(): void;
  /** Restores the defaults and takes the run off the page. Stored runs stay. Returns a function that undoes it. */
  reset(): () => void;
  /** Has the run's model read a text again and report what happens inside it. @throws Failure where its engine cannot be inspected */
  inspect: NonNullable<Engine['inspect']>;
  select(step: string | null): void;
  /** Shows one unit of a run of many in full, or all of them. */
  showUnit(name: string | null): void;
  /** Opens a step of the panel's tour; null ends it. */
  showTour(at: number | null): void;
  /** Shows only the picture, for a projector, with a running order; null shows the page again. */
  showStage(order: string | null): void;
  /** Locks parts of the form, as the query of a link says; null unlocks all. */
  lock(locks: string | null): void;
  /** Takes the models of Hugging Face from a mirror, as the address of the page names it; null takes them from there. */
  takeModelsFrom(mirror: string | null): void;
  /** The user's data sets have changed. */
  touchData(): void;
  notify(failure: unknown): void;
  dismiss(kind: FailureRecord['kind']): void;
}

export type StoreState<S extends Settings = Settings> = WorkbenchState<S> & WorkbenchActions;
export type WorkbenchStore<S extends Settings = Settings> = StoreApi<StoreState<S>>;

/** The state of a panel's page and all that can be done to it. Knows the panel, engines and stores by their contracts only. */
export function createWorkbenchStore<S extends Settings>(panel: Panel<S>, deps: WorkbenchDeps): WorkbenchStore<S> {
  return createStore<StoreState<S>>()((set, get) => {
    const notify = (failure: unknown): void => {
      const record = recordOf(failure);
      if (record.kind === 'cancelled') return;
      set({ notices: [...get().notices.filter(({ kind }) => kind !== record.kind), record] });
    };
    const running = createRunning<S>(panel, deps, {
      get: () => get().run,
      set: run => set({ run }),
      notify,
      follow: id => get().follow(id),
    });
    const access = { get, set: (change: Partial<WorkbenchState<S>>) => set(change), notify };

    return {
      ...initialState(panel),
      ...openingActions(access, running, deps),
      ...replayActions(access, running),
      notify,
      set: (path, value) => set(state => withSetting(state, path, value)),
      setSampling: change =>
        set(({ experiment, ...state }) => ({
          experiment: { ...experiment, sampling: { ...experiment.sampling, ...change } },
          drafts: withoutDrafts(state, samplingNames(change).map(samplingPath)),
        })),
      setSeed: seed =>
        set(({ experiment, ...state }) => ({
          experiment: { ...experiment, seed },
          drafts: withoutDrafts(state, [seedPath]),
        })),
      keepDraft: (path, text) => set(({ drafts }) => ({ drafts: { ...drafts, [path]: text } })),
      setModel: model => set(({ experiment }) => ({ experiment: { ...experiment, model } })),
      setEmbedder: embedder =>
        set(({ experiment: { embedder: _old, ...experiment } }) => ({
          experiment: { ...experiment, ...(embedder && { embedder }) },
        })),
      setCompare: compare => set(({ experiment }) => ({ experiment: { ...experiment, compare } })),
      async start(settings) {
        const state = get();
        const experiment = settings ? withSettings(state.experiment, settings, panel) : state.experiment;
        if (isBusy(state.run) || obstacle({ ...state, experiment }) !== undefined) return;
        if (running.asks(experiment) && !(await running.mayRun(experiment, false))) return;
        state.cancelOpening();
        set({ ...noReplay, experiment, unfinished: null, unit: null, selected: null, isShared: false });
        await running.start(experiment);
      },
      async resume() {
        const { run } = get();
        const isTaken = run?.status === 'elsewhere';
        if (!run || !(canResume(run) || isTaken)) return;
        if (running.asks(run.experiment) && !(await running.mayRun(run.experiment, true))) return;
        set({ replay: null, showsOriginal: false });
        await running.resume(run, isTaken).catch((error: unknown) => {
          notify(error);
          if (run.id !== null && asFailure(error).kind === 'run-gone') get().leaveRemoved(run.id);
        });
      },
      warm: () => running.warm(get().experiment.model),
      stop() {
        get().cancelOpening();
        get().unfollow();
        running.stop();
      },
      reset() {
        const { experiment, drafts, run, unit, selected, isShared, claim, locks, mirror } = get();
        const { replay, original, showsOriginal, readyMade, offered } = get();
        const replayed = { replay, original, showsOriginal, readyMade, offered };
        const before = { experiment, drafts, unit, selected, isShared, claim, locks, ...replayed };
        get().stop();
        set({ ...initialState(panel), mirror, notices: get().notices, dataVersion: get().dataVersion });
        return () => {
          get().stop();
          set({ ...before, run: run && isBusy(run) ? { ...run, status: 'stopped', live: endRun(run.live) } : run });
        };
      },
      async inspect(request, signal) {
        const run = visibleRun(get());
        const engine = await deps.openEngine((run ?? get()).experiment.model, 'answer');
        if (!engine.inspect) throw new Failure('model-unsupported', 'This engine does not show its inside.');
        return engine.inspect(request, signal);
      },
      select: selected => set({ selected }),
      showUnit: unit => set({ unit, selected: null, replay: null }),
      showTour: tour => set({ tour }),
      showStage: stage => set({ stage }),
      lock: locks => set({ locks }),
      takeModelsFrom(mirror) {
        try {
          setMirror(mirror === null ? null : readMirror(mirror, location.href));
          set({ mirror });
        } catch (error) {
          notify(error);
        }
      },
      touchData: () => set(({ dataVersion }) => ({ dataVersion: dataVersion + 1 })),
      dismiss: kind => set({ notices: get().notices.filter(notice => notice.kind !== kind) }),
    };
  });
}

const samplingNames = (change: Partial<Sampling>) => Object.keys(change) as (keyof Sampling)[];

function initialState<S extends Settings>(panel: Panel<S>): WorkbenchState<S> {
  return {
    ...noReplay,
    panel,
    experiment: defaultExperiment(panel),
    drafts: {},
    run: null,
    unfinished: null,
    unit: null,
    tour: null,
    stage: null,
    locks: null,
    mirror: null,
    selected: null,
    notices: [],
    isOpening: false,
    file: null,
    isShared: false,
    claim: null,
    dataVersion: 0,
  };
}
