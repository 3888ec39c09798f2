'use client';

import { useState } from 'react';
import type { RunView } from '@/components/workbench/state';
import type { NerSettings } from '@/lib/panels/ner/settings';

/** What the page remembers of a run while one of its sentences is shown in full: Back finds it as it was. */
const remembered = new WeakMap<object, Map<string, unknown>>();

/** A state of the views of a run that outlives them, under a name. It is forgotten with the run. */
export function useRemembered<T>(
  { experiment }: Pick<RunView<NerSettings>, 'experiment'>,
  name: string,
  initial: T,
): [T, (value: T) => void] {
  const kept = remembered.get(experiment) ?? new Map<string, unknown>();
  remembered.set(experiment, kept);
  const [, draw] = useState({});
  return [
    kept.has(name) ? (kept.get(name) as T) : initial,
    value => {
      kept.set(name, value);
      draw({});
    },
  ];
}
