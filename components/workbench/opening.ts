import { recordedRun } from '@/components/trace/live-run';
import { Failure, toRecord } from '@/lib/core/failure';
import type { EngineRef } from '@/lib/engines/contract';
import { fillJournal } from '@/lib/experiment/journal';
import { decodeLink } from '@/lib/experiment/link';
import type { Experiment, Panel, Settings } from '@/lib/experiment/panel';
import { type ListedPhase, listUnits } from '@/lib/experiment/phases';
import type { Run } from '@/lib/experiment/run';
import { type PanelLookup, parseExperiment } from '@/lib/experiment/spec';
import { type FollowingDeps, followRun } from './following';
import { modelsOf } from './model/endpoint';
import { fetchReadyMade, fetchRun } from './ready-made/fetch';
import { visibleRun } from './replay/shown';
import type { Running, RunningDeps } from './running';
import { isBusy, isSame, noReplay, type RunView, type WorkbenchState } from './state';
import type { StoreState } from './store';

export interface OpeningDeps extends FollowingDeps {
  /** Finds the panel of a file, which may belong to another panel than the page. */
  findPanel: PanelLookup;
}

export interface OpeningActions {
  /**
   * Takes over the experiment of a link's fragment. A damaged one changes nothing and gives a notice. A run of the same experiment stays
   * on the page; with `keepPage`, every run stays.
   */
  openLink(hash: string, options?: { keepPage?: boolean }): boolean;
  /** Opens a ready-made experiment by its file name; null opens the first of this panel. */
  openReadyMade(file: string | null, signal: AbortSignal): Promise<void>;
  /** Shows a run of this browser again, as it was stored; `repeated` is the file of the ready-made run that it is compared with. */
  openStored(id: string, repeated?: string | null): Promise<void>;
  /** Shows what another page stores of the run on the page, until it has ended there or this page shows something else. */
  follow(id: string): void;
  /** Takes a run that is no longer stored off the page: it could not be resumed. The settings stay. */
  leaveRemoved(id: string): void;
  /** Shows a run that came as a file; `about` is what the site says of it where it comes with the site. */
  openRun(run: Run, about?: { sentence: string; file: string }): Promise<void>;
  /** Takes over the experiment of a file, with no run on the page. */
  openExperiment(experiment: Experiment, file?: string): void;
  /** Reads an exported experiment or run. */
  importFile(file: Blob): Promise<void>;
  /** Saves the visible run as a file. Does nothing where there is none. */
  exportRun(): Promise<void>;
  /** Looks for a stored run that was stopped before its end: of the same experiment if there is one, else the latest. */
  lookForUnfinished(): Promise<void>;
  /** Opens that run and resumes it. */
  resumeUnfinished(): Promise<void>;
  forgetUnfinished(): void;
  /** Ends {@link OpeningActions.follow}. */
  unfollow(): void;
  /** Cancels the opening in progress, if any. */
  cancelOpening(): void;
}

interface Access<S extends Settings> {
  get(): StoreState<S>;
  set(change: Partial<WorkbenchState<S>>): void;
  notify(failure: unknown): void;
}

/** Opens experiments and runs on the page. An opening cancels the one before it. */
export function openingActions<S extends Settings>(
  { get, set, notify }: Access<S>,
  running: Running<S>,
  deps: RunningDeps & OpeningDeps,
): OpeningActions {
  const clear = { ...noReplay, run: null, unit: null, selected: null, isShared: false };
  const own = (): Panel<S> => get().panel;

  async function removeUnlessHeld(id: string): Promise<void> {
    if (await deps.isRunElsewhere(id)) throw new Failure('run-elsewhere', 'Stop it there before you delete it.');
    await (await running.store()).remove(id);
  }

  let latest = 0;
  /** Begins an opening, which cancels the one before it. The returned function says whether no other has begun since. */
  const begin = (): (() => boolean) => {
    const token = ++latest;
    set({ isOpening: false });
    return () => token === latest;
  };
  /** Null where another opening has begun meanwhile, or where `loading` failed, which a notice then says. */
  async function load<T>(loading: () => Promise<T>): Promise<T | null> {
    const isLatest = begin();
    set({ isOpening: true });
    try {
      const loaded = await loading();
      return isLatest() ? loaded : null;
    } catch (error) {
      if (isLatest()) notify(error);
      return null;
    } finally {
      if (isLatest()) set({ isOpening: false });
    }
  }

  /** A run that is not in progress, as the page shows it. @throws Failure where it belongs to another panel */
  async function viewOf(run: Run, rest: Pick<RunView<S>, 'id' | 'sentence' | 'status'>): Promise<RunView<S>> {
    const panel = own();
    const experiment = parseExperiment(run.experiment, panel);
    const { title, createdAt, environment, entries, results, unanswered } = run;
    const units = (await recordedPhases(panel, experiment, run)).flatMap(phase => phase.units);
    return {
      ...rest,
      ...{ title, createdAt, experiment, environment, failure: null, plan: null, elapsed: 0 },
      live: recordedRun(units, await fillJournal(entries), results, unanswered),
      replayedUnits: results.length,
    };
  }

  const show = (view: RunView<S>, readyMade: string | null, original: RunView<S> | null = null) => {
    running.stop();
    set({ ...clear, readyMade, original, experiment: view.experiment, drafts: {}, run: view });
    if (view.id !== null && view.status === 'elsewhere') follow(view.id);
  };

  /** A ready-made experiment, and its run where it has one; null where the site has none for this panel. */
  async function readyMadeOf(name: string | null, signal: AbortSignal) {
    const found = await findReadyMade(own().id, name, signal);
    if (!found) return null;
    const loaded = await fetchRun(found.file, signal, deps.findPanel);
    const experiment = loaded.kind === 'experiment' ? parseExperiment(loaded.experiment, own()) : null;
    const about = { id: null, sentence: found.sentence, status: 'recorded' as const };
    const view = loaded.kind === 'run' ? await viewOf(loaded.run, about) : null;
    if (loaded.kind === 'run') notifyUnread(loaded.unread ?? 0, 'result');
    return { file: found.file, experiment, view };
  }

  /** The ready-made run that a stored one repeats; null where it cannot be read, which a notice then says. */
  const repeatedOf = (file: string) =>
    readyMadeOf(file, new AbortController().signal).then(
      found => found?.view ?? null,
      (error: unknown) => (notify(error), null),
    );

  async function stored(id: string): Promise<RunView<S>> {
    const run = await (await running.store()).load(id);
    if (!run) throw new Failure('run-gone');
    if (await deps.isRunElsewhere(id)) {
      const view = await viewOf(run, { id, sentence: '', status: 'elsewhere' });
      return { ...view, failure: toRecord(new Failure('run-elsewhere')) };
    }
    // Without a page that runs it, it was left by a crash.
    const view = await viewOf(run, { id, sentence: '', status: run.status === 'running' ? 'stopped' : run.status });
    notifyUnread(run.skipped, 'part');
    return view;
  }

  /** Says how much of a run was left out because it is not as it should be. */
  const notifyUnread = (count: number, noun: string) => {
    if (count > 0) notify(new Failure('run-damaged', `${count} ${noun}${count === 1 ? '' : 's'} could not be read.`));
  };

  let following = new AbortController();
  function follow(id: string): void {
    const isShown = () => get().run?.id === id && get().run?.status === 'elsewhere';
    const fail = (failure: Failure) => {
      notify(failure);
      if (failure.kind === 'run-gone') return leaveRemoved(id);
      const { run } = get();
      if (run) set({ run: { ...run, status: 'stopped', failure: null } });
    };
    following.abort();
    following = new AbortController();
    void followRun<S>(
      id,
      deps,
      { store: running.store, read: stored, isShown, show: run => set({ run }), fail },
      following.signal,
    );
  }

  function leaveRemoved(id: string): void {
    if (get().unfinished?.id === id) set({ unfinished: null });
    if (get().run?.id === id) set(clear);
  }

  return {
    follow,
    leaveRemoved,
    unfollow: () => following.abort(),
    cancelOpening: () => void begin(),
    openLink(hash, { keepPage = false } = {}) {
      try {
        const experiment = decodeLink(hash, own());
        const { run } = get();
        const fits = keepPage || (run !== null && isSame(run.experiment, experiment));
        if (!fits) get().stop();
        set({ experiment, drafts: {}, ...(fits ? {} : { ...clear, isShared: true }) });
        return true;
      } catch (error) {
        notify(error);
        return false;
      }
    },
    async openReadyMade(file, signal) {
      const opened = await load(() => readyMadeOf(file, signal));
      if (signal.aborted) return;
      if (opened?.view) show(opened.view, opened.file);
      else if (opened?.experiment) {
        running.stop();
        set({ ...clear, readyMade: opened.file, experiment: opened.experiment, drafts: {} });
      }
    },
    async openStored(id, repeated = null) {
      const { run } = get();
      // Opening the run in progress again must not stop it.
      if (run?.id === id && isBusy(run)) return get().cancelOpening();
      const opened = await load(async () => ({
        view: await stored(id),
        original: repeated === null ? null : await repeatedOf(repeated),
      }));
      if (opened) show(opened.view, opened.original && repeated, opened.original);
    },
    async openRun(run, about) {
      const view = await load(() => viewOf(run, { id: null, sentence: about?.sentence ?? '', status: 'recorded' }));
      if (view) show(view, about?.file ?? null);
    },
    openExperiment(experiment, readyMade) {
      try {
        const mine = parseExperiment(experiment, own());
        get().stop();
        set({ ...clear, readyMade: readyMade ?? null, experiment: mine, drafts: {} });
      } catch (error) {
        notify(error);
      }
    },
    async importFile(blob) {
      const file = await load(async () => {
        const files = await import('@/lib/experiment/import');
        return files
          .importFile(blob, deps.findPanel, ({ loaded, total }) => set({ file: { what: 'read', done: loaded, total } }))
          .finally(() => set({ file: null }));
      });
      if (file?.kind === 'experiment') get().openExperiment(file.experiment);
      if (file?.kind !== 'run') return;
      await get().openRun(file.run);
      notifyUnread(file.unread ?? 0, 'result');
      if (file.torn) notify(new Failure('file-torn', file.torn));
    },
    async exportRun() {
      const run = visibleRun(get());
      if (!run) return;
      const total = run.live.journal.size;
      try {
        const { saveVisibleRun } = await import('./run-file');
        await saveVisibleRun(run, done => set({ file: { what: 'written', done, total } }));
      } catch (error) {
        notify(error);
      } finally {
        set({ file: null });
      }
    },
    async lookForUnfinished() {
      if (!(await deps.hasStore())) return;
      const store = await running.store();
      const runs = await store.list(own().id).catch(() => []);
      const open = runs.filter(({ status }) => status === 'running' || status === 'stopped');
      const same = open.filter(header => isSame(header.experiment, get().experiment));
      for (const { id, title, calls, experiment } of new Set([...same, ...open])) {
        if (calls === 0 || get().run?.id === id || (await deps.isRunElsewhere(id))) continue;
        if (isBusy(get().run)) return;
        set({ unfinished: { id, title, calls, models: storedModels(experiment, own()) } });
        return;
      }
    },
    async resumeUnfinished() {
      const { unfinished } = get();
      if (!unfinished || isBusy(get().run)) return;
      const view = await load(() => stored(unfinished.id));
      // Another page may have deleted it, or resumed it, since it was offered.
      if (!view) {
        set({ unfinished: null });
        return get().lookForUnfinished();
      }
      show(view, null);
      set({ unfinished: null });
      if (view.status !== 'elsewhere') await get().resume();
    },
    forgetUnfinished() {
      const { unfinished } = get();
      set({ unfinished: null });
      if (unfinished) void removeUnlessHeld(unfinished.id).catch(notify);
    },
  };
}

/** The models of a stored experiment; none where it cannot be read, and so not be resumed. */
function storedModels<S extends Settings>(experiment: unknown, panel: Panel<S>): EngineRef[] {
  try {
    return modelsOf(parseExperiment(experiment, panel));
  } catch {
    return [];
  }
}

/** The units of a recorded run; from its results where its data is not here. @throws what `listUnits` throws */
async function recordedPhases<S extends Settings>(
  panel: Panel<S>,
  experiment: Experiment<S>,
  { results }: Pick<Run, 'results'>,
): Promise<Pick<ListedPhase, 'units'>[]> {
  try {
    return await listUnits(panel, experiment, results);
  } catch (error) {
    const units = await panel.recordedUnits?.(results, experiment);
    if (!units) throw error;
    return [{ units: units.map(unit => ({ phase: panel.phases[0].name, ...unit })) }];
  }
}

/** A ready-made experiment of a panel: the named one, or the first for null. @throws Failure `ready-made-unknown` */
async function findReadyMade(panel: string, file: string | null, signal: AbortSignal) {
  const listed = (await fetchReadyMade(signal)).filter(item => item.panel === panel);
  if (file === null) return listed[0];
  const found = listed.find(item => item.file === file);
  if (!found) throw new Failure('ready-made-unknown', file.slice(0, 100));
  return found;
}
