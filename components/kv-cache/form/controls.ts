'use client';

import { lazily } from '@/components/ui/lazily';
import type { SettingControl } from '@/components/workbench/views';

/** The panel's own controls, by the names in its fields. */
export const controls: Readonly<Record<string, SettingControl>> = {
  'cache-text': lazily(() => import('./text-field').then(module => module.CacheTextField)),
};
