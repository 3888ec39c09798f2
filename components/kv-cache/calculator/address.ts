import { linkOf, stateOf } from '@/lib/panels/kv-cache/calculator/link';
import { type CalculatorState, defaultState } from '@/lib/panels/kv-cache/calculator/state';

/** Milliseconds between a change and the address that holds it. Safari allows 100 changes of the address in 30 seconds. */
const rest = 400;

/** The parts of the browser that hold an address. */
export interface Browser {
  location: Pick<Location, 'hash' | 'href' | 'pathname' | 'search'>;
  history: Pick<History, 'state' | 'replaceState'>;
  addEventListener(type: 'hashchange', listener: () => void): void;
  removeEventListener(type: 'hashchange', listener: () => void): void;
}

/** Who is told of the address. */
export interface Reader {
  /** The state of the address, now and whenever another one is opened; where it cannot be read, what was there before, and the failure. */
  open(state: CalculatorState, failure: unknown): void;
  /** The link to what is opened or set; null where it is too long for one. */
  written(link: string | null): void;
}

/** The link from a page of the calculator to a state; null where that is too long for one. */
export function linkFrom(page: string, state: CalculatorState): string | null {
  try {
    return `${page}${linkOf(state)}`;
  } catch {
    return null;
  }
}

/** Keeps the state of the calculator in the fragment of the page's address. */
export function followCalculator(browser: Browser, reader: Reader) {
  const { location, history } = browser;
  const { pathname } = location;
  let shown = defaultState;
  let due: ReturnType<typeof setTimeout> | undefined;
  const page = new URL(`${pathname}${location.search}`, location.href).href;
  const link = () => linkFrom(page, shown);
  const read = () => {
    clearTimeout(due);
    due = undefined;
    let failure: unknown = null;
    try {
      shown = stateOf(location.hash);
    } catch (cause) {
      failure = cause;
    }
    reader.open(shown, failure);
    reader.written(link());
  };
  const put = () => {
    clearTimeout(due);
    due = undefined;
    // When the reader follows a link of the site, the address is already the next page's.
    if (location.pathname !== pathname) return;
    const href = link();
    history.replaceState(history.state, '', href ?? page);
    reader.written(href);
  };
  browser.addEventListener('hashchange', read);
  read();
  return {
    link,
    write: (state: CalculatorState): void => {
      shown = state;
      due ??= setTimeout(put, rest);
    },
    end: (): void => {
      browser.removeEventListener('hashchange', read);
      if (due !== undefined) put();
    },
  };
}
