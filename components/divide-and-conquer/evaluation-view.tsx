'use client';

import { lazily } from '@/components/ui/lazily';

/** The evaluation of a run of many problems: its script comes when there is one to show. */
export const EvaluationView = lazily(() => import('./evaluation/view').then(module => module.EvaluationView));
