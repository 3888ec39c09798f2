'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** False until React listens to the page: a press before that would be lost. */
export const useIsInteractive = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
