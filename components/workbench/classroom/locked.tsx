'use client';

import { type ReactNode, useMemo } from 'react';
import { Lock } from 'lucide-react';
import type { SettingPath } from '@/lib/experiment/fields';
import { lockOf, readLocks } from '@/lib/experiment/locks';

/** A part of the form as a link's query locks it. A fieldset disables every control in it, whatever it is. */
export function Locked({
  locks,
  paths,
  children,
}: {
  locks: string;
  paths: readonly SettingPath[];
  children: ReactNode;
}) {
  const read = useMemo(() => readLocks(locks), [locks]);
  const lock = lockOf(read, paths);
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
