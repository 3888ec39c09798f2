'use client';

import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import { Button } from './button';
import { loadScript } from './load-script';
import { FailureNotice } from './notice';

/**
 * A component whose script is loaded when it is first drawn, so that the first load of a page is small. If the script cannot be
 * loaded, a notice is drawn in its place. `waiting` is drawn until the script is there.
 */
export function lazily<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  waiting: ReactNode = null,
): (props: Props) => ReactNode {
  const Part = lazy(async (): Promise<{ default: ComponentType<Props> }> => {
    try {
      return { default: await loadScript(load) };
    } catch (cause) {
      return { default: () => <Missing cause={cause} /> };
    }
  }) as ComponentType<Props>;
  return props => (
    <Suspense fallback={waiting}>
      <Part {...props} />
    </Suspense>
  );
}

const Missing = ({ cause }: { cause: unknown }) => (
  <FailureNotice
    failure={cause}
    actions={
      <Button size="small" onClick={() => location.reload()}>
        Reload
      </Button>
    }
  />
);
