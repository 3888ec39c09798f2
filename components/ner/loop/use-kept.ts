'use client';

import { useState } from 'react';

/** What was chosen on this page, by name. A view that comes back, after a sentence was opened, shows the same again. */
const kept = new Map<string, string>();

/** A choice that outlives its view. */
export function useKept(name: string, first: string): [string, (value: string) => void] {
  const [value, setValue] = useState(() => kept.get(name) ?? first);
  return [
    value,
    next => {
      kept.set(name, next);
      setValue(next);
    },
  ];
}
