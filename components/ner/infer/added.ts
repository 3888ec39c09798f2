'use client';

import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { RunView } from '@/components/workbench/state';
import { otherSystem } from '@/lib/panels/ner/predictions/match';
import { corpusKey } from '@/lib/panels/ner/predictions/stored';
import type { System } from '@/lib/panels/ner/report/systems';
import type { NerSettings } from '@/lib/panels/ner/settings';
import type { StageProps } from '../loop/use-loop';
import { type Added, addedStore } from './added-store';

const none: readonly Added[] = [];

/** The predictions of other systems that are kept for the corpus of a run. */
export function useAdded({ experiment }: Pick<RunView<NerSettings>, 'experiment'>): readonly Added[] {
  const corpus = corpusKey(experiment.settings);
  useEffect(() => void addedStore.getState().load(corpus), [corpus]);
  return useStore(addedStore, ({ systems }) => systems.get(corpus)) ?? none;
}

/** Those systems, beside the conditions of a run. */
export function useOthers({ run, loop: { labels } }: StageProps): readonly System[] {
  const all = useAdded(run);
  const key = JSON.stringify(labels);
  return useMemo(
    () => all.map(({ hash, title, predictions }) => otherSystem(hash, title, predictions, JSON.parse(key) as string[])),
    [all, key],
  );
}
