'use client';

import { lazily } from '@/components/ui/lazily';
import type { SettingControl } from '@/components/workbench/views';
import { RandomNumbersField } from './random-numbers-field';

/** The panel's own controls, by the names in its fields. Controls that the default task does not need are loaded when they are first shown. */
export const controls: Readonly<Record<string, SettingControl>> = {
  'random-numbers': RandomNumbersField,
  data: lazily(() => import('../data/data-field').then(module => module.DataField)),
  item: lazily(() => import('./list-field').then(module => module.ItemField)),
  count: lazily(() => import('./list-field').then(module => module.CountField)),
  'own-task': lazily(() => import('../own-task/own-task-field').then(module => module.OwnTaskField)),
};
