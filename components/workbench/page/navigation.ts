import { isBusy } from '../state';
import type { WorkbenchStore } from '../store';
import { addressOf, type Place, placeOf, readPlace } from './address';

/** Milliseconds between a change and the address that holds it. Safari allows 100 changes of the address in 30 seconds. */
const rest = 200;

/** The parts of the browser that hold an address. */
export interface Browser {
  location: Location;
  history: History;
  addEventListener: Window['addEventListener'];
  removeEventListener: Window['removeEventListener'];
}

/**
 * Keeps the page's address and its state the same thing: every change goes into the address, reload and Back bring settings, run and unit
 * back. Returns what ends it.
 */
export function followAddress(store: WorkbenchStore, browser: Browser): () => void {
  const { location, history } = browser;
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let written: Place | null = null;
  /** While the page is being restored, the address is the truth and is not written. */
  let restoring = 0;

  const write = (how: 'replaceState' | 'pushState') => {
    clearTimeout(timer);
    timer = undefined;
    const place = current(store);
    if (place === null || (written !== null && same(place, written))) return;
    written = place;
    const { run, unit } = place;
    history[how]({ ...history.state, loupe: { run, unit } }, '', addressOf(location.pathname, place));
  };

  const restore = async (place: Place) => {
    restoring++;
    written = place;
    try {
      await openPlace(store, place, controller.signal);
    } finally {
      restoring--;
      if (restoring === 0 && !controller.signal.aborted) write('replaceState');
    }
  };

  const onChange = (state: ReturnType<WorkbenchStore['getState']>, before: typeof state) => {
    if (restoring > 0) return;
    const isOther =
      state.readyMade !== before.readyMade || state.run?.id !== before.run?.id || state.unit !== before.unit;
    // Another run or unit is a place of its own, to which Back returns; a changed setting is not.
    if (isOther && written !== null) write('pushState');
    else if (state.experiment !== before.experiment) timer ??= setTimeout(() => write('replaceState'), rest);
  };
  const onLeave = () => timer !== undefined && write('replaceState');
  const onPop = () => {
    const place = readPlace(location, history.state);
    const { run } = store.getState();
    // Back must not throw away a run in progress: only what is shown of it follows.
    if (isBusy(run) || (run !== null && place.run === run.id && run.id !== null)) {
      restoring++;
      store.getState().showUnit(place.unit);
      restoring--;
      written = place;
    } else void restore(place);
  };

  const unsubscribe = store.subscribe(onChange);
  browser.addEventListener('popstate', onPop);
  browser.addEventListener('pagehide', onLeave);
  void restore(readPlace(location, history.state));
  return () => {
    onLeave();
    controller.abort();
    unsubscribe();
    browser.removeEventListener('popstate', onPop);
    browser.removeEventListener('pagehide', onLeave);
  };
}

/** Null where the experiment is too large for a link: the address then stays as it is. */
function current(store: WorkbenchStore): Place | null {
  try {
    return placeOf(store.getState());
  } catch {
    return null;
  }
}

const same = (a: Place, b: Place): boolean =>
  a.hash === b.hash && a.readyMade === b.readyMade && a.run === b.run && a.unit === b.unit;

/**
 * Opens what a place names: the stored or the ready-made run, then the settings of the link over it. With none of them, the first
 * ready-made experiment of the panel.
 */
export async function openPlace(store: WorkbenchStore, place: Place, signal: AbortSignal): Promise<void> {
  const { openStored, openReadyMade, openLink } = store.getState();
  if (place.run !== null) await openStored(place.run);
  else if (place.readyMade !== null || place.hash === '') await openReadyMade(place.readyMade, signal);
  if (signal.aborted) return;
  if (place.hash !== '') {
    const { run } = store.getState();
    openLink(place.hash, { keepRun: run !== null && (place.run !== null || place.readyMade !== null) });
  }
  if (place.unit !== null) store.getState().showUnit(place.unit);
  await store.getState().lookForUnfinished();
}
