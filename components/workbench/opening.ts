import { Failure, toRecord } from '@/lib/core/failure';
import { counted } from '@/lib/core/in-words';
import { onAbort } from '@/lib/core/on-abort';
import type { Imported, ImportProgress } from '@/lib/experiment/import';
import { claimIn, decodeLink } from '@/lib/experiment/link';
import type { Experiment, Panel, Settings } from '@/lib/experiment/panel';
import type { Run } from '@/lib/experiment/run';
import { defaultExperiment, type PanelLookup, parseExperiment } from '@/lib/experiment/spec';
import { type FollowingDeps, followRun } from './following';
import { remoteAddress } from './offered-run/address';
import { readyMadeView, recordedView } from './recorded-view';
import { visibleRun } from './replay/shown';
import type { Running, RunningDeps } from './running';
import { isBusy, isSame, noReplay, type RunView, type WorkbenchState } from './state';
import type { StoreState } from './store';
import { type UnfinishedActions, unfinishedActions } from './unfinished';

export interface OpeningDeps extends FollowingDeps {
  /** Finds the panel of a file, which may belong to another panel than the page. */
  findPanel: PanelLookup;
}

export interface OpeningActions extends UnfinishedActions {
  /**
   * Takes over the experiment of a link's fragment. A damaged one changes nothing and gives a notice. A run of the same experiment stays
   * on the page; with `keepPage`, every run stays.
   */
  openLink(hash: string, options?: { keepPage?: boolean }): boolean;
  /**
   * Opens a ready-made experiment by its file name; null opens the first of this panel. Another opening cancels it, and so does leaving the
   * page: most callers need no signal. The address of a run on another server is offered, and not fetched.
   */
  openReadyMade(file: string | null, options?: { signal?: AbortSignal; keepsForm?: boolean }): Promise<void>;
  /**
   * Shows a run of this browser again, as it was stored; `repeated` is the file of the ready-made run that it is compared with. With
   * `keepsForm`, here and above, the settings of a link are in the form already, and stay.
   */
  openStored(id: string, options?: { repeated?: string | null; keepsForm?: boolean }): Promise<void>;
  /** Shows what another page stores of the run on the page, until it has ended there or this page shows something else. */
  follow(id: string): void;
  /** Takes a run that is no longer stored off the page: it could not be resumed. The settings stay. */
  leaveRemoved(id: string): void;
  /** Shows a run that came as a file; `about` is what is said of it, and where it came from: a file of the site, or an address. */
  openRun(run: Run, about?: { sentence: string; file: string }): Promise<void>;
  /** Takes over the experiment of a file, with no run on the page. */
  openExperiment(experiment: Experiment, file?: string): void;
  /** Fetches the run that the page's address names on another server: the person has allowed it. */
  openOffered(): Promise<void>;
  /** Shows in its place the experiment that the link gave beside it; without one, the first ready-made experiment. */
  declineOffered(): void;
  /** Reads an exported experiment or run. */
  importFile(file: Blob): Promise<void>;
  /** Saves the visible run as a file. Does nothing where there is none. */
  exportRun(): Promise<void>;
  /** Saves the visible run as an HTML file to read. Does nothing where there is none. */
  saveReport(): Promise<void>;
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

type Form<S extends Settings> = Pick<WorkbenchState<S>, 'experiment' | 'drafts'>;

/** Opens experiments and runs on the page. An opening cancels the one before it. */
export function openingActions<S extends Settings>(
  { get, set, notify }: Access<S>,
  running: Running<S>,
  deps: RunningDeps & OpeningDeps,
): OpeningActions {
  const clear = { ...noReplay, run: null, unit: null, selected: null, isShared: false, claim: null };
  const own = (): Panel<S> => get().panel;

  async function removeUnlessHeld(id: string): Promise<void> {
    if (await deps.isRunElsewhere(id)) throw new Failure('run-elsewhere', 'Stop it there before you delete it.');
    await (await running.store()).remove(id);
  }

  const formNow = (): Form<S> => {
    const { experiment, drafts } = get();
    return { experiment, drafts };
  };
  /** The form when the latest opening began. */
  let atBeginning: Form<S> | null = null;
  /** The form, and what its link claims, once an experiment is open: what a person has changed while it was read stays. */
  const formWith = (experiment: Experiment<S>, keepsForm: boolean): Partial<WorkbenchState<S>> => {
    const form = formNow();
    if (keepsForm) return { ...form, claim: get().claim };
    const isSameForm = form.experiment === atBeginning?.experiment && form.drafts === atBeginning.drafts;
    return isSameForm ? { experiment, drafts: {} } : form;
  };

  let latest = new AbortController();
  /** Begins an opening, which cancels the one before it. The signal is aborted once another begins. */
  const begin = (): AbortSignal => {
    latest.abort();
    latest = new AbortController();
    atBeginning = formNow();
    set({ isOpening: false });
    return latest.signal;
  };
  /** Null where another opening has begun meanwhile, or where `loading` failed, which a notice then says. */
  async function load<T>(loading: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
    const signal = begin();
    set({ isOpening: true });
    try {
      const loaded = await loading(signal);
      return signal.aborted ? null : loaded;
    } catch (error) {
      if (!signal.aborted) notify(error);
      return null;
    } finally {
      if (!signal.aborted) set({ isOpening: false });
    }
  }

  /** A ready-made experiment, and its run where it has one; null where the site has none for this panel. */
  async function readyMadeOf(name: string | null, signal: AbortSignal) {
    const found = await readyMadeView(own(), name, signal, deps.findPanel);
    notifyUnread(found?.unread ?? 0, 'result');
    return found;
  }

  const show = (
    view: RunView<S>,
    readyMade: string | null,
    original: RunView<S> | null = null,
    keepsForm = false,
  ): void => {
    running.stop();
    set({ ...clear, readyMade, original, ...formWith(view.experiment, keepsForm), run: view });
    if (view.id !== null && view.status === 'elsewhere') follow(view.id);
  };

  /** The ready-made run that a stored one repeats; null where it cannot be read, which a notice then says. */
  const repeatedOf = (file: string, signal: AbortSignal) =>
    readyMadeOf(file, signal).then(
      found => found?.view ?? null,
      (error: unknown) => (notify(error), null),
    );

  async function stored(id: string): Promise<RunView<S>> {
    // In this order: a run that ends between the two is read once more by who follows it, and not taken for one that was left.
    const isElsewhere = await deps.isRunElsewhere(id);
    const run = await (await running.store()).load(id);
    if (!run) throw new Failure('run-gone');
    if (isElsewhere) {
      const view = await recordedView(own(), run, { id, sentence: '', status: 'elsewhere' });
      return { ...view, failure: toRecord(new Failure('run-elsewhere')) };
    }
    // Without a page that runs it, it was left by a crash.
    const view = await recordedView(own(), run, {
      id,
      sentence: '',
      status: run.status === 'running' ? 'stopped' : run.status,
    });
    notifyUnread(run.skipped, 'part');
    return view;
  }

  /** Says how much of a run was left out because it is not as it should be. */
  const notifyUnread = (count: number, noun: string) => {
    if (count > 0) notify(new Failure('run-damaged', `${counted(count, noun)} could not be read.`));
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

  async function open(id: string): Promise<boolean> {
    const view = await load(() => stored(id));
    if (view) show(view, null);
    return view !== null;
  }

  /** Opens what a file holds, and shows how far it is read; `from` is where it was fetched. */
  async function openImported(
    read: (onProgress: (progress: ImportProgress) => void, signal: AbortSignal) => Promise<Imported>,
    from?: URL,
  ): Promise<void> {
    const file = await load(async signal => {
      const onProgress = ({ loaded, total }: ImportProgress) => {
        if (!signal.aborted) set({ file: { what: 'read', done: loaded, total } });
      };
      const clearProgress = () => set({ file: null });
      const forget = onAbort(signal, clearProgress);
      try {
        return await read(onProgress, signal);
      } finally {
        forget();
        if (!signal.aborted) clearProgress();
      }
    });
    if (file?.kind === 'experiment') get().openExperiment(file.experiment);
    if (file?.kind !== 'run') return;
    await get().openRun(file.run, from && { sentence: `${file.run.title} (from ${from.host})`, file: from.href });
    notifyUnread(file.unread ?? 0, 'result');
    if (file.torn) notify(new Failure('file-torn', file.torn));
  }

  /** Writes a file about the visible run, and shows how far it is. */
  async function write(
    writing: (run: RunView<S>, onProgress: (done: number, total: number) => void) => Promise<void>,
  ): Promise<void> {
    const run = visibleRun(get());
    if (!run) return;
    try {
      await writing(run, (done, total) => set({ file: { what: 'written', done, total } }));
    } catch (error) {
      notify(error);
    } finally {
      set({ file: null });
    }
  }

  /** The settings that a link gave beside the address of a run, and its claim: they outlast what becomes of the run. Empty without a link. */
  const givenSettings = (): Pick<Partial<WorkbenchState<S>>, 'experiment' | 'claim'> => {
    const { experiment, claim } = get();
    return isSame(experiment, defaultExperiment(own())) ? {} : { experiment, claim };
  };

  return {
    ...unfinishedActions({ get, set, notify, open, remove: removeUnlessHeld }, running, deps),
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
        const text = claimIn(hash);
        const claim = text === null ? null : { text, experiment };
        set({ experiment, drafts: {}, ...(fits ? {} : { ...clear, isShared: true }), claim });
        return true;
      } catch (error) {
        notify(error);
        return false;
      }
    },
    async openReadyMade(file, { signal = new AbortController().signal, keepsForm = false } = {}) {
      if (remoteAddress(file)) {
        begin();
        running.stop();
        return set({ ...clear, claim: keepsForm ? get().claim : null, offered: file });
      }
      const opened = await load(latest => readyMadeOf(file, AbortSignal.any([signal, latest])));
      if (signal.aborted) return;
      if (opened?.view) show(opened.view, opened.file, null, keepsForm);
      else if (opened?.experiment) {
        running.stop();
        set({ ...clear, readyMade: opened.file, ...formWith(opened.experiment, keepsForm) });
      }
    },
    async openStored(id, { repeated = null, keepsForm = false } = {}) {
      const { run } = get();
      // Opening the run in progress again must not stop it.
      if (run?.id === id && isBusy(run)) return get().cancelOpening();
      const opened = await load(async signal => ({
        view: await stored(id),
        original: repeated === null || remoteAddress(repeated) ? null : await repeatedOf(repeated, signal),
      }));
      if (opened) show(opened.view, opened.original && repeated, opened.original, keepsForm);
    },
    async openRun(run, about) {
      const view = await load(() =>
        recordedView(own(), run, { id: null, sentence: about?.sentence ?? '', status: 'recorded' }),
      );
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
    importFile: blob =>
      openImported(async onProgress => {
        const { importFile } = await import('@/lib/experiment/import');
        return importFile(blob, deps.findPanel, onProgress);
      }),
    async openOffered() {
      const address = remoteAddress(get().offered);
      if (!address) return;
      const given = givenSettings();
      await openImported(async (onProgress, signal) => {
        const { fetchOffered } = await import('./offered-run/fetch');
        return fetchOffered(address, signal, deps.findPanel, onProgress);
      }, address);
      if (get().readyMade === address.href) set(given);
    },
    declineOffered() {
      const given = givenSettings();
      if (!given.experiment) return void get().openReadyMade(null);
      begin();
      set({ ...clear, ...given, isShared: true });
    },
    exportRun: () =>
      write(async (run, onProgress) => {
        const { saveVisibleRun } = await import('./run-file');
        await saveVisibleRun(run, done => onProgress(done, run.live.journal.size));
      }),
    saveReport: () =>
      write(async (run, onProgress) => {
        const { saveReport } = await import('./run-report');
        await saveReport(run, get(), onProgress);
      }),
  };
}
