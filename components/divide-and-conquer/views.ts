'use client';

import { lazily } from '@/components/ui/lazily';

const loadProblem = () => import('./problem-view').then(module => module.ProblemView);
const loadEvaluation = () => import('./evaluation-view').then(module => module.EvaluationView);
const loadInspector = () => import('@/components/workbench/call-inspector').then(module => module.CallInspector);

/** What shows a run. None of it is of use before a run is there, so the page does not wait for their scripts. */
export const ProblemView = lazily(loadProblem);
export const EvaluationView = lazily(loadEvaluation);
export const CallInspector = lazily(loadInspector);

/** Fetches what shows one problem, while its run is on the way; a script that does not come is told of where it is missing. */
export const fetchFirstView = (): void => void loadProblem().catch(() => {});

/** Fetches what a first press is likely to need, and what must be there when the network is not. */
export const fetchOtherViews = (): void => {
  for (const load of [loadEvaluation, loadInspector]) void load().catch(() => {});
};
