'use client';

import { lazily } from '@/components/ui/lazily';
import type { SettingControl } from '@/components/workbench/views';

/** The panel's own controls, by the names in its fields. */
export const controls: Readonly<Record<string, SettingControl>> = {
  labels: lazily(() => import('./labels-field').then(module => module.LabelsField)),
  'own-corpus': lazily(() => import('../data/own-field').then(module => module.OwnCorpusField)),
};
