'use client';

import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import { FailureNotice } from './notice';

/**
 * A component whose script is loaded when it is first drawn, so that the first load of a page is small. If the script cannot be
 * loaded, a notice is drawn in its place. `waiting` is drawn until the script is there.
 */
export function lazily<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  waiting: ReactNode = null,
): (props: Props) => ReactNode {
  const Part = lazy(async () => ({ default: await orNotice(load) })) as ComponentType<Props>;
  return props => (
    <Suspense fallback={waiting}>
      <Part {...props} />
    </Suspense>
  );
}

/** The component, or a notice in its place where it could not be loaded. */
export const orNotice = <Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): Promise<ComponentType<Props>> => load().catch((cause: unknown) => () => <FailureNotice failure={cause} />);

/** Fetches scripts ahead of their use; one that does not come is reported where it is missing. */
export const prefetch = (...loads: (() => Promise<unknown>)[]): void =>
  loads.forEach(load => void load().catch(() => {}));
