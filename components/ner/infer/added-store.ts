import { createStore } from 'zustand/vanilla';
import { isFramed } from '@/components/workbench/embed/is-framed';
import { asFailure, type FailureRecord, toRecord } from '@/lib/core/failure';
import type { OwnData } from '@/lib/data/own-data';
import { byText, type PredictionsByText } from '@/lib/panels/ner/predictions/match';
import { keptPredictions, type PredictionsHeader, type StoredPredictions } from '@/lib/panels/ner/predictions/stored';

/** The predictions of another system, as the page knows them. */
export interface Added extends StoredPredictions {
  predictions: PredictionsByText;
}

export interface AddedState {
  /** By `corpusKey`, those that were asked for; in the order in which they were added. */
  systems: ReadonlyMap<string, readonly Added[]>;
  /** False where they last as long as the page; null before the store is open. */
  isLasting: boolean | null;
  /** Why the last change could not be kept. */
  failure: FailureRecord | null;
  /** Reads what is kept for a corpus, once. */
  load(corpus: string): Promise<void>;
  add(stored: StoredPredictions): void;
  remove(added: Added): void;
}

const withIndex = (stored: StoredPredictions): Added => ({ ...stored, predictions: byText(stored.sentences) });

/** The predictions of other systems in this browser. A change is seen at once, and kept in the background. */
export function createAddedStore(own: OwnData<StoredPredictions, PredictionsHeader>) {
  const loading = new Map<string, Promise<void>>();
  return createStore<AddedState>()((set, get) => {
    const show = (corpus: string, change: (before: readonly Added[]) => readonly Added[]) =>
      set({ systems: new Map(get().systems).set(corpus, change(get().systems.get(corpus) ?? [])) });
    let latest = Promise.resolve();
    /** One after the other: what is added and removed at once must not come back. */
    const keep = (write: () => Promise<void>) => {
      latest = latest.then(write).then(
        () => (get().failure ? set({ failure: null }) : undefined),
        (error: unknown) => set({ failure: toRecord(asFailure(error)) }),
      );
    };
    /** What was removed while the store was read, and must not come back. */
    const removed = new Set<string>();
    async function read(corpus: string): Promise<void> {
      const { store, isLasting } = await own.open();
      const found: Added[] = [];
      for (const { hash, corpus: of } of (await store.list()).reverse()) {
        const stored = of === corpus ? await store.get(hash) : undefined;
        if (stored) found.push(withIndex(stored));
      }
      set({ isLasting });
      show(corpus, before => {
        const newer = new Set(before.map(({ hash }) => hash));
        return [...found.filter(({ hash }) => !newer.has(hash) && !removed.has(hash)), ...before];
      });
    }
    return {
      systems: new Map(),
      isLasting: null,
      failure: null,
      load(corpus) {
        const begun = loading.get(corpus);
        if (begun) return begun;
        const reading = read(corpus).catch((error: unknown) => {
          // A script that was lost may come at the next try.
          loading.delete(corpus);
          set({ failure: toRecord(asFailure(error)) });
        });
        loading.set(corpus, reading);
        return reading;
      },
      add(stored) {
        removed.delete(stored.hash);
        show(stored.corpus, before => [...before.filter(({ hash }) => hash !== stored.hash), withIndex(stored)]);
        keep(() => own.keep(stored));
      },
      remove({ corpus, hash }) {
        removed.add(hash);
        show(corpus, before => before.filter(one => one.hash !== hash));
        keep(() => own.remove(hash));
      },
    };
  });
}

/** The one of the page; in a frame of another site it keeps nothing. */
export const addedStore = createAddedStore(keptPredictions(() => !isFramed()));
