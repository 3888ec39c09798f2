'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { FailureNotice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import type { CalculatorState } from '@/lib/panels/kv-cache/calculator/state';
import { followCalculator } from './address';
import { Calculator } from './calculator';

/** What an address opened. */
interface Opened {
  /** Counts what was opened, so that the calculator begins afresh. */
  count: number;
  state: CalculatorState;
  /** Why the address could not be read; null where it could. */
  failure: unknown;
}

/** The calculator, whose address carries all that is set: a link to it shows another person the same figures. */
export function AddressedCalculator() {
  const [opened, setOpened] = useState<Opened | null>(null);
  const address = useRef<ReturnType<typeof followCalculator>>(null);
  /** Null where the state is too long for a link. */
  const [link, setLink] = useState<string | null>('');
  useEffect(() => {
    const following = followCalculator(window, {
      open: (state, failure) => setOpened(before => ({ count: (before?.count ?? 0) + 1, state, failure })),
      written: setLink,
    });
    address.current = following;
    return following.end;
  }, []);
  const write = useCallback((state: CalculatorState) => address.current?.write(state), []);
  if (!opened) return <Skeleton className="h-96 w-full" />;
  return (
    <div className="space-y-6">
      {opened.failure !== null && <FailureNotice failure={opened.failure} />}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <CopyButton size="small" text={() => address.current?.link() ?? ''} disabled={link === null}>
          Copy the link
        </CopyButton>
        <p className="text-caption text-muted">
          {link === null
            ? 'This config is too long for a link, so the address does not carry it.'
            : 'The address carries all that is set here.'}
        </p>
      </div>
      <Calculator key={opened.count} initial={opened.state} onChange={write} />
    </div>
  );
}
