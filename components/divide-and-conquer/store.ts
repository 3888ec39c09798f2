import { createStore, type StoreApi } from 'zustand/vanilla';
import { entriesOf, newRun as newLiveRun, recordedRun, resultsOf } from '@/components/trace/live-run';
import type { Engine, EngineRef } from '@/lib/engines/contract';
import { exportRun, importFile } from '@/lib/experiment/file';
import { decodeLink } from '@/lib/experiment/link';
import type { Sampling } from '@/lib/experiment/panel';
import type { Run } from '@/lib/experiment/run';
import { defaultExperiment, type PanelLookup } from '@/lib/experiment/spec';
import { asFailure, Failure, toRecord, type FailureRecord } from '@/lib/ground/failure';
import type { Json } from '@/lib/ground/json';
import { random } from '@/lib/ground/random';
import { divideAndConquerPanel as panel } from '@/lib/prompting/panel';
import { drawHeldOut as drawSum } from '@/lib/tasks/addition/problem';
import { drawHeldOut as drawProduct } from '@/lib/tasks/multiplication/problem';
import { recordedUnits } from './recorded-units';
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

export interface PanelActions {
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
  /** Shows a run that came as a file. */
  openRun(run: Run, sentence?: string): Promise<void>;
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
  /** Says that the page is fetching what it opens with, until `loading` settles. */
  open(loading: Promise<void>): Promise<void>;
  notify(failure: unknown): void;
  dismiss(kind: FailureRecord['kind']): void;
}

export type PanelStore = StoreApi<PanelState & PanelActions>;

/** The panel's state and all that can be done to it. Knows engines and stores by their contracts only. */
export function createPanelStore(deps: PanelDeps): PanelStore {
  return createStore<PanelState & PanelActions>()((set, get) => {
    const running = createRunning(deps, {
      get: () => get().run,
      set: run => set({ run }),
      notify: failure => get().notify(failure),
    });
    const setExperiment = (change: Partial<PanelExperiment>) => set({ experiment: { ...get().experiment, ...change } });
    const clear = { run: null, unit: null, selected: null };

    return {
      ...initialState(),
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
        set(state => ({ ...withSetting(state, 'problems', problems), unit: null, selected: null, unfinished: null }));
        if (obstacle(get(), problems) === undefined) await running.start(get().experiment);
      },
      async resume() {
        const { run } = get();
        if (run && canResume(run)) await running.goOn(run, entriesOf(run.live));
      },
      warm: () => running.warm(get().experiment.model),
      stop: running.stop,
      reset() {
        running.stop();
        set({ ...initialState(), notices: get().notices });
      },
      openLink(hash) {
        try {
          const experiment = decodeLink(hash, deps.panels);
          if (experiment.panel !== panel.id) throw new Failure('link-malformed', 'It belongs to another page.');
          running.stop();
          const { run } = get();
          const fits = run !== null && isSame(run.experiment, experiment as unknown as PanelExperiment);
          set({ experiment: experiment as unknown as PanelExperiment, drafts: {}, ...(fits ? {} : clear) });
          return true;
        } catch (error) {
          get().notify(error);
          return false;
        }
      },
      async openRun(file, sentence = '') {
        if (file.experiment.panel !== panel.id) {
          get().notify(new Failure('file-malformed', 'It belongs to another page.'));
          return;
        }
        running.stop();
        const experiment = file.experiment as unknown as PanelExperiment;
        const { title, createdAt, environment, entries, results } = file;
        const units = await recordedUnits(file);
        set({
          ...clear,
          experiment,
          drafts: {},
          run: {
            ...{ id: null, title, sentence, createdAt, experiment, environment, failure: null },
            status: 'recorded',
            live: recordedRun(units, entries, results),
            elapsed: 0,
            doneBefore: results.length,
          },
        });
      },
      async importText(text) {
        try {
          const file = importFile(text, deps.panels);
          if (file.kind === 'run') return await get().openRun(file.run);
          if (file.experiment.panel !== panel.id) throw new Failure('file-malformed', 'It belongs to another page.');
          running.stop();
          set({ ...clear, experiment: file.experiment as unknown as PanelExperiment, drafts: {} });
        } catch (error) {
          get().notify(error);
        }
      },
      exportText() {
        const { run } = get();
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
        set({ ...clear, unfinished: null });
        const loaded = await (await running.store()).load(unfinished.header.id);
        if (!loaded) return get().notify(new Failure('store-unavailable', 'The run is no longer stored.'));
        const experiment = loaded.experiment as unknown as PanelExperiment;
        set({ experiment, drafts: {} });
        const { id, title, createdAt, environment, entries } = loaded;
        const view = { id, title, sentence: '', createdAt, experiment, environment, failure: null };
        const live = newLiveRun(await panel.units(experiment));
        await running.goOn({ ...view, status: 'stopped', live, elapsed: 0, doneBefore: 0 }, entries);
      },
      forgetUnfinished() {
        const { unfinished } = get();
        set({ unfinished: null });
        if (unfinished) void running.store().then(store => store.remove(unfinished.header.id).catch(get().notify));
      },
      async inspect(question, signal) {
        const { run, experiment } = get();
        const engine = await deps.openEngine((run ?? { experiment }).experiment.model);
        if (!engine.inspect) throw new Failure('model-unsupported', 'This engine does not show its inside.');
        return engine.inspect(question, signal);
      },
      select: selected => set({ selected }),
      showUnit: unit => set({ unit, selected: null }),
      async open(loading) {
        set({ isOpening: true });
        await loading.finally(() => set({ isOpening: false }));
      },
      notify(failure) {
        const record = toRecord(asFailure(failure));
        set({ notices: [...get().notices.filter(({ kind }) => kind !== record.kind), record] });
      },
      dismiss: kind => set({ notices: get().notices.filter(notice => notice.kind !== kind) }),
    };
  });
}

function initialState(): PanelState {
  return {
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
