import { createStore, type StoreApi } from 'zustand/vanilla';
import { entriesOf, newRun as newLiveRun, recordedRun, resultsOf } from '@/components/trace/live-run';
import type { Engine, EngineRef } from '@/lib/engines/contract';
import { exportRun, importFile } from '@/lib/experiment/file';
import { decodeLink } from '@/lib/experiment/link';
import type { Experiment, Sampling, Unit } from '@/lib/experiment/panel';
import type { Run } from '@/lib/experiment/run';
import { defaultExperiment, type PanelLookup } from '@/lib/experiment/spec';
import { asFailure, Failure, toRecord, type FailureRecord } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import { random } from '@/lib/core/random';
import { divideAndConquerPanel as panel } from '@/lib/panels/divide-and-conquer/panel';
import { sampleHeldOut as drawSum } from '@/lib/panels/divide-and-conquer/tasks/addition/problem';
import { sampleHeldOut as drawProduct } from '@/lib/panels/divide-and-conquer/tasks/multiplication/problem';
import { recordedUnits } from './recorded-units';
import { replayActions, type ReplayActions } from './replay/actions';
import { visibleRun } from './replay/shown';
import { noReplay, type ReplayState } from './replay/state';
import { createRunning, type RunningDeps } from './running';
import {
  canResume,
  isBusy,
  isSame,
  obstacle,
  withSetting,
  type PanelExperiment,
  type PanelState,
  type SettingName,
  type Settings,
} from './state';

export interface PanelDeps extends RunningDeps {
  panels: PanelLookup;
}

export interface PanelActions extends ReplayActions {
  set(name: SettingName, value: Json): void;
  setSampling(change: Partial<Sampling>): void;
  setSeed(seed: number): void;
  setModel(model: EngineRef): void;
  /** Further models that an evaluation is put to. */
  setCompare(compare: EngineRef[]): void;
  /** Fills in two factors of that many digits, other ones each time, the same ones for the same seed. */
  draw(digits: number): void;
  /** Starts anew, with the given problem or with drawn ones. Resolves when the run has ended. */
  start(problems: Settings['problems']): Promise<void>;
  /** Makes the model ready ahead of the first call. */
  warm(): Promise<void>;
  /** Goes on with the run on the stage. */
  resume(): Promise<void>;
  stop(): void;
  /** Back to the defaults, with nothing on the stage. Stored runs stay. */
  reset(): void;
  /** Takes over the experiment of a link's fragment. A damaged one leaves all as it was, with a notice. */
  openLink(hash: string): boolean;
  /** Shows a run that came as a file; `about` is what the site says of it where it comes with the site. */
  openRun(run: Run, about?: { sentence: string; file: string }): Promise<void>;
  /** Takes over the experiment of a file, with nothing on the stage. */
  openExperiment(experiment: Experiment, file?: string): void;
  /** Reads an exported experiment or run. */
  importText(text: string): Promise<void>;
  /** The run on the stage as the text of a file. */
  exportText(): string;
  /** Looks for a stored run that was not ended: of the same experiment if there is one, else the latest. */
  lookForUnfinished(): Promise<void>;
  /** Puts that run on the stage and goes on with it. */
  resumeUnfinished(): Promise<void>;
  forgetUnfinished(): void;
  /** Has the run's model read a text again and tell what happens inside it. Throws where its engine cannot be looked into. */
  inspect: NonNullable<Engine['inspect']>;
  select(step: string | null): void;
  showUnit(root: string | null): void;
  /**
   * Says that something is on its way to the stage until `load` settles; what it throws becomes a notice. Whatever is begun later
   * takes its place: `isCurrent` is then false, and nothing of it must be shown.
   */
  open(load: (isCurrent: () => boolean) => Promise<void>, readyMade?: string | null): Promise<void>;
  notify(failure: unknown): void;
  dismiss(kind: FailureRecord['kind']): void;
}

export type StoreState = PanelState & ReplayState & PanelActions;
export type PanelStore = StoreApi<StoreState>;

/** The panel's state and all that can be done to it. Knows engines and stores by their contracts only. */
export function createPanelStore(deps: PanelDeps): PanelStore {
  return createStore<StoreState>()((set, get) => {
    const running = createRunning(deps, {
      get: () => get().run,
      set: run => set({ run }),
      notify: failure => get().notify(failure),
    });
    const setExperiment = (change: Partial<PanelExperiment>) => set({ experiment: { ...get().experiment, ...change } });
    const clear = { ...noReplay, run: null, unit: null, selected: null };

    let turn = 0;
    /** Whatever was on its way to the stage is late from now on. */
    const take = (): (() => boolean) => {
      const mine = ++turn;
      set({ isOpening: false });
      return () => mine === turn;
    };
    /** Null where something else was begun meanwhile, or `load` failed, which a notice then says. */
    const load = async <T>(loading: (isCurrent: () => boolean) => Promise<T>): Promise<T | null> => {
      const isCurrent = take();
      set({ isOpening: true });
      try {
        const loaded = await loading(isCurrent);
        return isCurrent() ? loaded : null;
      } catch (error) {
        if (isCurrent()) get().notify(error);
        return null;
      } finally {
        if (isCurrent()) set({ isOpening: false });
      }
    };
    const prepare = (experiment: PanelExperiment) => load(async (): Promise<Unit[]> => panel.units(experiment));
    const belongsHere = (experiment: Experiment): void => {
      if (experiment.panel !== panel.id) throw new Failure('file-malformed', 'It belongs to another page.');
    };

    return {
      ...initialState(),
      ...replayActions({ get, set, prepare, run: running.start }),
      set: (name, value) => set(state => withSetting(state, name, value)),
      setSampling: change => setExperiment({ sampling: { ...get().experiment.sampling, ...change } }),
      setSeed: seed => setExperiment({ seed }),
      setModel: model => setExperiment({ model }),
      setCompare: compare => setExperiment({ compare }),
      draw(digits) {
        const { draws, experiment } = get();
        const drawHeldOut = experiment.settings.task === 'addition' ? drawSum : drawProduct;
        const { a, b } = drawHeldOut(random(experiment.seed).fork(`draw ${draws}`), digits);
        set(state => ({ ...withSetting(withSetting(state, 'a', a), 'b', b), draws: draws + 1 }));
      },
      async start(problems) {
        if (isBusy(get().run)) return;
        set(state => ({ ...withSetting(state, 'problems', problems), unit: null, selected: null, replay: null }));
        if (obstacle(get(), problems) !== undefined) return;
        const { experiment } = get();
        const units = await prepare(experiment);
        if (!units) return;
        set({ ...noReplay, unfinished: null });
        await running.start(experiment, units);
      },
      async resume() {
        const { run } = get();
        if (!run || !canResume(run)) return;
        const units = await prepare(run.experiment);
        if (!units) return;
        set({ replay: null, showsOriginal: false });
        await running.goOn(run, entriesOf(run.live), units);
      },
      warm: () => running.warm(get().experiment.model),
      stop() {
        take();
        running.stop();
      },
      reset() {
        get().stop();
        set({ ...initialState(), notices: get().notices });
      },
      openLink(hash) {
        try {
          const experiment = decodeLink(hash, deps.panels);
          if (experiment.panel !== panel.id) throw new Failure('link-malformed', 'It belongs to another page.');
          get().stop();
          const { run } = get();
          const fits = run !== null && isSame(run.experiment, experiment as unknown as PanelExperiment);
          set({ experiment: experiment as unknown as PanelExperiment, drafts: {}, ...(fits ? {} : clear) });
          return true;
        } catch (error) {
          get().notify(error);
          return false;
        }
      },
      async openRun(file, about) {
        const units = await load(async () => {
          belongsHere(file.experiment);
          return recordedUnits(file);
        });
        if (!units) return;
        running.stop();
        const experiment = file.experiment as unknown as PanelExperiment;
        const { title, createdAt, environment, entries, results } = file;
        set({
          ...clear,
          readyMade: about?.file ?? null,
          experiment,
          drafts: {},
          run: {
            ...{ id: null, title, createdAt, experiment, environment, failure: null },
            sentence: about?.sentence ?? '',
            status: 'recorded',
            live: recordedRun(units, entries, results),
            elapsed: 0,
            replayedUnits: results.length,
          },
        });
      },
      openExperiment(experiment, readyMade) {
        try {
          belongsHere(experiment);
          get().stop();
          const mine = experiment as unknown as PanelExperiment;
          set({ ...clear, readyMade: readyMade ?? null, experiment: mine, drafts: {} });
        } catch (error) {
          get().notify(error);
        }
      },
      async importText(text) {
        try {
          const file = importFile(text, deps.panels);
          if (file.kind === 'run') await get().openRun(file.run);
          else get().openExperiment(file.experiment);
        } catch (error) {
          get().notify(error);
        }
      },
      exportText() {
        const run = visibleRun(get());
        if (!run) throw new Failure('unknown', 'There is no run to export.');
        const { title, createdAt, environment, live } = run;
        const experiment = run.experiment as unknown as Run['experiment'];
        const status = live.done === live.total ? 'finished' : 'stopped';
        const results = resultsOf(live);
        return exportRun({ title, createdAt, experiment, environment, status, results, entries: entriesOf(live) });
      },
      async lookForUnfinished() {
        if (!(await deps.hasStore())) return;
        const store = await running.store();
        const runs = await store.list(panel.id).catch(() => []);
        const open = runs.filter(header => header.status !== 'finished');
        const same = open.filter(header => isSame(header.experiment as never, get().experiment));
        for (const header of [...new Set([...same, ...open])]) {
          if (await deps.isRunElsewhere(header.id)) continue;
          const calls = (await store.load(header.id))?.entries.filter(entry => entry.kind === 'call').length ?? 0;
          if (calls === 0 || isBusy(get().run)) continue;
          set({ unfinished: { header, calls } });
          return;
        }
      },
      async resumeUnfinished() {
        const { unfinished } = get();
        if (!unfinished || isBusy(get().run)) return;
        const kept = await load(async () => {
          const run = await (await running.store()).load(unfinished.header.id);
          if (!run) throw new Failure('store-unavailable', 'The run is no longer stored.');
          return { run, units: await panel.units(run.experiment as unknown as PanelExperiment) };
        });
        if (!kept) return;
        const { id, title, createdAt, environment, entries, ...rest } = kept.run;
        const experiment = rest.experiment as unknown as PanelExperiment;
        set({ ...clear, unfinished: null, experiment, drafts: {} });
        const view = { id, title, sentence: '', createdAt, experiment, environment, failure: null };
        const live = newLiveRun(kept.units);
        await running.goOn({ ...view, status: 'stopped', live, elapsed: 0, replayedUnits: 0 }, entries, kept.units);
      },
      forgetUnfinished() {
        const { unfinished } = get();
        set({ unfinished: null });
        if (unfinished) void running.store().then(store => store.remove(unfinished.header.id).catch(get().notify));
      },
      async inspect(question, signal) {
        const { experiment } = get();
        const run = visibleRun(get());
        const engine = await deps.openEngine((run ?? { experiment }).experiment.model);
        if (!engine.inspect) throw new Failure('model-unsupported', 'This engine does not show its inside.');
        return engine.inspect(question, signal);
      },
      select: selected => set({ selected }),
      showUnit: unit => set({ unit, selected: null, replay: null }),
      async open(loading, readyMade = null) {
        const before = get().readyMade;
        set({ readyMade });
        await load(async isCurrent => {
          try {
            await loading(isCurrent);
          } catch (error) {
            if (isCurrent()) set({ readyMade: before });
            throw error;
          }
        });
      },
      notify(failure) {
        const record = toRecord(asFailure(failure));
        set({ notices: [...get().notices.filter(({ kind }) => kind !== record.kind), record] });
      },
      dismiss: kind => set({ notices: get().notices.filter(notice => notice.kind !== kind) }),
    };
  });
}

function initialState(): PanelState & ReplayState {
  return {
    ...noReplay,
    experiment: defaultExperiment(panel as never) as unknown as PanelExperiment,
    drafts: {},
    run: null,
    unfinished: null,
    unit: null,
    selected: null,
    notices: [],
    isOpening: false,
    draws: 0,
  };
}
