'use client';

import { useViews, useWorkbench } from '../context';

/** The part of its picture that the open step of the tour asks the panel to open. */
export function useTourPart(): string | undefined {
  const { tour } = useViews();
  return useWorkbench(({ tour: at }) => (at === null ? undefined : tour?.steps[at]?.part));
}
