'use client';

import { lazy, Suspense, type ComponentType, type ReactNode } from 'react';
import { Failure } from '@/lib/core/failure';
import { FailureNotice } from './notice';

/**
 * A part of a page whose script comes when it is first shown: what a first visit may never open should not make it wait. If the
 * script does not come, a notice stands in its place and the page goes on.
 */
export function lazily<Props extends object>(load: () => Promise<ComponentType<Props>>): (props: Props) => ReactNode {
  const Part = lazy(async (): Promise<{ default: ComponentType<Props> }> => {
    try {
      return { default: await load() };
    } catch (cause) {
      return { default: () => <Missing cause={cause} /> };
    }
  }) as ComponentType<Props>;
  return props => (
    <Suspense fallback={null}>
      <Part {...props} />
    </Suspense>
  );
}

const Missing = ({ cause }: { cause: unknown }) => (
  <FailureNotice failure={new Failure('download-failed', 'A part of this page.', { cause })} />
);
