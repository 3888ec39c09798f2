import type { Browser } from '@/components/workbench/page/navigation';

interface Entry {
  url: URL;
  state: unknown;
}

/** A tab's history in memory, with its address and its events. `reload` gives what a page of the same tab finds. */
export function fakeBrowser(address = '/words/', state: unknown = null) {
  const origin = 'https://loupe.example';
  const entries: Entry[] = [{ url: new URL(address, origin), state }];
  let at = 0;
  const calls: { how: 'replaceState' | 'pushState'; url: string; state: unknown }[] = [];
  const listeners = new Map<string, Set<() => void>>();

  const current = () => entries[at] as Entry;
  const change = (how: 'replaceState' | 'pushState') => (next: unknown, _title: string, url: string) => {
    const entry = { url: new URL(url, current().url), state: structuredClone(next) };
    if (how === 'pushState') entries.splice(++at, Infinity, entry);
    else entries[at] = entry;
    calls.push({ how, url: entry.url.href.slice(origin.length), state: entry.state });
  };
  const dispatch = (type: string) => listeners.get(type)?.forEach(listener => listener());
  const go = (steps: number) => {
    at = Math.max(0, Math.min(entries.length - 1, at + steps));
    dispatch('popstate');
  };

  const location = {
    get hash() {
      return current().url.hash;
    },
    get search() {
      return current().url.search;
    },
    get pathname() {
      return current().url.pathname;
    },
    origin,
  };
  const history = {
    get state() {
      return current().state;
    },
    pushState: change('pushState'),
    replaceState: change('replaceState'),
  };
  const page = {
    location,
    history,
    addEventListener: (type: string, listener: () => void) =>
      void listeners.set(type, (listeners.get(type) ?? new Set()).add(listener)),
    removeEventListener: (type: string, listener: () => void) => void listeners.get(type)?.delete(listener),
  } as unknown as Browser;

  return {
    page,
    calls,
    address: () => current().url.href.slice(origin.length),
    state: () => current().state,
    length: () => entries.length,
    back: () => go(-1),
    forward: () => go(1),
    /** The reader types another address of this page: only its fragment differs, so the page stays. */
    typeFragment(hash: string) {
      const url = new URL(hash, current().url);
      entries.splice(++at, Infinity, { url, state: null });
      dispatch('popstate');
    },
    leave: () => dispatch('pagehide'),
    listeners: () => [...listeners.values()].reduce((sum, set) => sum + set.size, 0),
    /** The tab as a reloaded page finds it. */
    reload: () => fakeBrowser(current().url.href.slice(origin.length), current().state),
  };
}
