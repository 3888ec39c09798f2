'use client';

import type { ReactNode } from 'react';
import { Lock } from 'lucide-react';
import type { SettingPath } from '@/lib/experiment/fields';
import { lockOf } from '@/lib/experiment/locks';
import { useWorkbench } from '../context';

/** A part of the form, which the author of a link may have locked or hidden. A fieldset disables every control in it, whatever it is. */
export function Lockable({ paths, children }: { paths: readonly SettingPath[]; children: ReactNode }) {
  const lock = useWorkbench(state => lockOf(state.locks, paths));
  if (lock === 'hidden') return null;
  if (lock === null) return children;
  return (
    <fieldset disabled data-locked className="min-w-0 border-l-2 border-line-strong pl-2">
      <legend className="flex items-center gap-1 text-caption text-muted">
        <Lock aria-hidden className="size-3" /> locked by the link
      </legend>
      {children}
    </fieldset>
  );
}
