import { isBusy } from '../state';
import type { WorkbenchStore } from '../store';
import { addressOf, type Place, readPlace } from './address';
import type { placeNow as PlaceNow } from './write-address';

/** Milliseconds between a change and the address that holds it. Safari allows 100 changes of the address in 30 seconds. */
const rest = 400;

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
  const { pathname } = location;
  let opening = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isPushDue = false;
  let written: Place | null = null;
  /** Restores in progress. Meanwhile the address decides about the state, and is not written. */
  let restoring = 0;
  /** What writes a link compresses it: the page does not wait for that script. */
  let placeNow: typeof PlaceNow | undefined;
  const loading = import('./write-address').then(
    loaded => void ({ placeNow } = loaded),
    // The address then stays as it is.
    () => {},
  );

  const write = (how: 'replaceState' | 'pushState') => {
    clearTimeout(timer);
    timer = undefined;
    if (!placeNow) return;
    // When the reader follows a link of the site, the address is already the next page's.
    if (location.pathname !== pathname) return;
    const place = placeNow(store.getState());
    if (place === null || (written !== null && same(place, written))) return;
    // A link of the site has added its own entry to the history.
    const isThere = place.readyMade !== written?.readyMade && place.readyMade === readPlace(location, null).readyMade;
    written = place;
    const { run, unit } = place;
    const state = { ...history.state, loupe: { run, unit } };
    history[isThere ? 'replaceState' : how](state, '', addressOf(pathname, place));
  };

  const restore = async (place: Place) => {
    opening.abort();
    const { signal } = (opening = new AbortController());
    restoring++;
    written = place;
    try {
      await Promise.all([openPlace(store, place, signal), loading]);
    } finally {
      restoring--;
    }
    if (signal.aborted) return;
    write('replaceState');
    await store.getState().lookForUnfinished();
  };

  const push = () => {
    if (!isPushDue) return;
    isPushDue = false;
    if (restoring === 0) write('pushState');
  };
  const onChange = (state: ReturnType<WorkbenchStore['getState']>, before: typeof state) => {
    if (restoring > 0) return;
    const isOther =
      state.readyMade !== before.readyMade || state.run?.id !== before.run?.id || state.unit !== before.unit;
    // Another run or unit gets an entry of its own, to which Back returns; a changed setting does not.
    if (isOther) {
      isPushDue = true;
      // One press may change the state several times: all of it is one entry.
      queueMicrotask(push);
    }
    const isWritten = (['experiment', 'tour', 'stage', 'locks', 'mirror'] as const).some(
      name => state[name] !== before[name],
    );
    if (isWritten) timer ??= setTimeout(() => write('replaceState'), rest);
  };
  const onLeave = () => {
    push();
    if (timer !== undefined) write('replaceState');
  };
  const onPop = () => {
    if (location.pathname !== pathname) return;
    const place = readPlace(location, history.state);
    // Back must not discard a run in progress: only the unit that is shown changes.
    if (isBusy(store.getState().run)) {
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
    opening.abort();
    unsubscribe();
    browser.removeEventListener('popstate', onPop);
    browser.removeEventListener('pagehide', onLeave);
  };
}

const same = (a: Place, b: Place): boolean =>
  addressOf('', a) === addressOf('', b) && a.run === b.run && a.unit === b.unit;

/**
 * Opens what a place names: the stored or the ready-made run, and the settings of the link. These are in the form from the beginning: what a
 * person changes while the run is read stays, and Run has the settings that the address names. A stored run beside a ready-made one repeats it,
 * and both are compared. With nothing, the first ready-made experiment of the panel; a running order opens its own first. Stops early once
 * `signal` is aborted.
 */
export async function openPlace(store: WorkbenchStore, place: Place, signal: AbortSignal): Promise<void> {
  const { run: before, showUnit, showStage, lock, takeModelsFrom } = store.getState();
  showStage(place.stage);
  lock(place.locks);
  takeModelsFrom(place.mirror);
  const hasLink = place.hash !== '';
  // The link brings the settings back; the run is on the page already.
  const isHere = place.run !== null && place.run === before?.id && hasLink;
  if (!isHere && (place.run !== null || place.readyMade !== null || !(hasLink || place.stage)))
    await openRunOf(store, place, signal);
  else if (hasLink) store.getState().openLink(place.hash, { keepPage: isHere });
  if (signal.aborted) return;
  if (store.getState().unit !== place.unit) showUnit(place.unit);
  store.getState().showTour(place.tour);
}

async function openRunOf(store: WorkbenchStore, place: Place, signal: AbortSignal): Promise<void> {
  const { openLink, openStored, openReadyMade } = store.getState();
  const keepsForm = place.hash !== '' && openLink(place.hash, { keepPage: true });
  const { experiment: given } = store.getState();
  if (place.run !== null) await openStored(place.run, { repeated: place.readyMade, keepsForm });
  else await openReadyMade(place.readyMade, { signal, keepsForm });
  if (signal.aborted) return;
  const { run, readyMade, offered, experiment } = store.getState();
  // There is no run any more: the link is then what the page is about.
  if (keepsForm && !run && !readyMade && !offered && experiment === given) openLink(place.hash);
}
