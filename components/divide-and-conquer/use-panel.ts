'use client';

import { panelHook } from '@/components/workbench/context';
import { divideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';

/** A slice of the workbench's state, with the settings of this panel. */
export const usePanel = panelHook(divideAndConquerPanel);
