'use client';

import { panelHook } from '@/components/workbench/context';
import { nerPanel } from '@/lib/panels/ner/panel';

/** A slice of the workbench's state, with the settings of this panel. */
export const usePanel = panelHook(nerPanel);
