'use client';

import { panelHook } from '@/components/workbench/context';
import { kvPanel } from '@/lib/panels/kv-cache/panel';

/** A slice of the workbench's state, with the settings of this panel. */
export const usePanel = panelHook(kvPanel);
