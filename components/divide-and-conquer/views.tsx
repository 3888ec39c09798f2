'use client';

import { lazily, prefetch } from '@/components/ui/lazily';
import { Skeleton } from '@/components/ui/skeleton';
import { Still } from '@/components/workbench/still';
import type { PanelViews } from '@/components/workbench/views';
import { divideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';
import type { DivideAndConquerSettings } from '@/lib/panels/divide-and-conquer/settings';
import { BenchmarkSummary } from './benchmark/benchmark-summary';
import { Advice } from './form/advice';
import { controls } from './form/controls';
import { ResourcesBar } from './resources-bar';
import { stepName } from './step-name';

const loadIntro = () => import('./intro').then(module => module.Intro);
const loadProblem = () => import('./run-view/problem-view').then(module => module.ProblemView);
const loadEvaluation = () => import('./evaluation/view').then(module => module.EvaluationView);

/** What the divide-and-conquer panel shows. The scripts of its two pictures come when there is a run to show. */
export const divideAndConquerViews: PanelViews<DivideAndConquerSettings> = {
  panel: divideAndConquerPanel,
  controls,
  Unit: lazily(loadProblem, <Still />),
  Overview: lazily(loadEvaluation, <Skeleton className="h-96 w-full" />),
  Intro: lazily(loadIntro, <Skeleton className="h-96 w-full" />),
  Advice,
  Resources: ResourcesBar,
  Below: BenchmarkSummary,
  loadSteps: () => import('./open-step'),
  stepName,
  prefetch: { first: () => prefetch(loadProblem), rest: () => prefetch(loadEvaluation, loadIntro) },
};
