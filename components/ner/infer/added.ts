'use client';

import { useMemo } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { byText, otherSystem, type PredictionsByText } from '@/lib/panels/ner/predictions/match';
import type { PredictedSentence, ReadPredictions } from '@/lib/panels/ner/predictions/read';
import type { Loop } from '@/lib/panels/ner/report/loop';
import type { System } from '@/lib/panels/ner/report/systems';

/** Predictions of another system that were added on this page. No link, file or store has them. */
export interface Added {
  id: string;
  title: string;
  sentences: readonly PredictedSentence[];
  predictions: PredictionsByText;
  /** Records and entities of the file that could not be read. */
  leftOut: { records: number; entities: number };
}

export const added = createStore<readonly Added[]>()(() => []);

export function addPredictions(title: string, { sentences, report }: ReadPredictions): void {
  const before = added.getState();
  const number = 1 + Math.max(0, ...before.map(({ id }) => Number(id.replace(/\D/g, ''))));
  const leftOut = { records: report.sentences.total, entities: report.spans.total };
  added.setState(
    [...before, { id: `system ${number}`, title, sentences, predictions: byText(sentences), leftOut }],
    true,
  );
}

export const removePredictions = (id: string): void =>
  added.setState(
    added.getState().filter(one => one.id !== id),
    true,
  );

/** The systems that were added, beside the conditions of a run. */
export function useOthers({ labels }: Pick<Loop, 'labels'>): readonly System[] {
  const all = useStore(added);
  const key = JSON.stringify(labels);
  return useMemo(
    () => all.map(({ id, title, predictions }) => otherSystem(id, title, predictions, JSON.parse(key) as string[])),
    [all, key],
  );
}
