'use client';

import { lazily } from '@/components/ui/lazily';
import type { SettingControl } from '@/components/workbench/views';
import { RandomNumbersField } from './random-numbers-field';

/** Controls of this panel's own, by the names that its fields give. What one multiplication does without comes when it is chosen. */
export const controls: Readonly<Record<string, SettingControl>> = {
  'random-numbers': RandomNumbersField,
  data: lazily(() => import('../data/data-field').then(module => module.DataField)),
  item: lazily(() => import('./list-field').then(module => module.ItemField)),
  count: lazily(() => import('./list-field').then(module => module.CountField)),
  'own-task': lazily(() => import('../own-task-field').then(module => module.OwnTaskField)),
};
