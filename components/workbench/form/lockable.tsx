'use client';

import type { ReactNode } from 'react';
import { lazily } from '@/components/ui/lazily';
import type { SettingPath } from '@/lib/experiment/fields';
import { useWorkbench } from '../context';

/** Few links lock anything. */
const Locked = lazily(() => import('../classroom/locked').then(module => module.Locked));

/** A part of the form, which the author of a link may have locked or hidden. `paths` are the settings that it edits. */
export function Lockable({ paths, children }: { paths: readonly SettingPath[]; children: ReactNode }) {
  const locks = useWorkbench(state => state.locks);
  return locks === null ? (
    children
  ) : (
    <Locked locks={locks} paths={paths}>
      {children}
    </Locked>
  );
}
