'use client';

import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { isFramed } from '@/components/workbench/embed/is-framed';
import { asFailure, type FailureRecord, toRecord } from '@/lib/core/failure';
import type { HandAnnotation, HandAnnotations } from '@/lib/panels/ner/hand/annotation';
import type { HandCounts } from '@/lib/panels/ner/hand/gold';
import type { OpenedHand } from '@/lib/panels/ner/hand/open';

/** A change that can be taken back. */
interface Edit {
  corpus: string;
  sentence: string;
  /** What stood there; undefined where nothing did. */
  before: HandAnnotation | undefined;
}

/** Edits that can be taken back. */
const mostEdits = 500;

export interface HandState {
  /** By corpus, those that were asked for. */
  annotations: ReadonlyMap<string, HandAnnotations>;
  /** When they count as gold. */
  counts: HandCounts;
  /** False where they last as long as the page; null before the store is open. */
  isLasting: boolean | null;
  /** Why the last change could not be kept. */
  failure: FailureRecord | null;
  edits: readonly Edit[];
  /** Reads what is kept of a corpus, once. */
  load(corpus: string): Promise<void>;
  put(annotation: HandAnnotation): void;
  remove(corpus: string, sentence: string): void;
  /** Takes the last change of a corpus back. Returns its sentence; null where there is none. */
  undo(corpus: string): string | null;
  setCounts(counts: HandCounts): void;
}

/** The annotations by hand of this browser, as the page knows them. A change is seen at once, and kept in the background. */
export function createHandStore(open: () => Promise<OpenedHand>) {
  let opened: Promise<OpenedHand> | undefined;
  const loading = new Map<string, Promise<void>>();
  return createStore<HandState>()((set, get) => {
    const kept = () =>
      (opened ??= open().catch((error: unknown) => {
        // A script that was lost may come at the next try.
        opened = undefined;
        throw error;
      }));
    const keep = (write: (opened: OpenedHand) => Promise<void>) =>
      void kept()
        .then(write)
        .then(
          () => get().failure && set({ failure: null }),
          (error: unknown) => set({ failure: toRecord(asFailure(error)) }),
        );
    function change(corpus: string, sentence: string, value: HandAnnotation | undefined): HandAnnotation | undefined {
      const before = get().annotations.get(corpus);
      const changed = new Map(before);
      if (value) changed.set(sentence, value);
      else changed.delete(sentence);
      set({ annotations: new Map(get().annotations).set(corpus, changed) });
      keep(({ store }) => (value ? store.put(value) : store.remove(corpus, sentence)));
      return before?.get(sentence);
    }
    const edit = (corpus: string, sentence: string, value: HandAnnotation | undefined) => {
      const before = change(corpus, sentence, value);
      set({ edits: [...get().edits, { corpus, sentence, before }].slice(-mostEdits) });
    };
    return {
      annotations: new Map(),
      counts: 'missing',
      isLasting: null,
      failure: null,
      edits: [],
      load(corpus) {
        const begun = loading.get(corpus);
        if (begun) return begun;
        const read = kept()
          .then(async ({ store, isLasting }) => {
            const found = new Map((await store.list(corpus)).map(one => [one.sentence, one]));
            // What was changed meanwhile is newer.
            for (const [sentence, one] of get().annotations.get(corpus) ?? []) found.set(sentence, one);
            set({ isLasting, annotations: new Map(get().annotations).set(corpus, found) });
          })
          .catch((error: unknown) => {
            loading.delete(corpus);
            set({ failure: toRecord(asFailure(error)) });
          });
        loading.set(corpus, read);
        return read;
      },
      put: annotation => edit(annotation.corpus, annotation.sentence, annotation),
      remove: (corpus, sentence) => edit(corpus, sentence, undefined),
      undo(corpus) {
        const { edits } = get();
        const at = edits.findLastIndex(one => one.corpus === corpus);
        const last = edits[at];
        if (!last) return null;
        set({ edits: edits.toSpliced(at, 1) });
        change(corpus, last.sentence, last.before);
        return last.sentence;
      },
      setCounts: counts => set({ counts }),
    };
  });
}

/** The one of the page; in a frame of another site it keeps nothing. The script of the database comes when it is first asked for. */
export const handStore = createHandStore(async () =>
  (await import('@/lib/panels/ner/hand/open')).openHand(!isFramed()),
);

const none: HandAnnotations = new Map();

/** The annotations of a corpus, and when they count as gold. */
export function useHand(corpus: string): { byHand: HandAnnotations; counts: HandCounts } {
  useEffect(() => void handStore.getState().load(corpus), [corpus]);
  const byHand = useStore(handStore, state => state.annotations.get(corpus)) ?? none;
  const counts = useStore(handStore, state => state.counts);
  return { byHand, counts };
}
