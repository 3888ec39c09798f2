'use client';

import { lazily, prefetch } from '@/components/ui/lazily';
import { Skeleton } from '@/components/ui/skeleton';
import { ResourcesBar } from '@/components/workbench/resources-bar';
import { Still } from '@/components/workbench/still';
import type { PanelViews } from '@/components/workbench/views';
import { nerPanel } from '@/lib/panels/ner/panel';
import type { NerSettings } from '@/lib/panels/ner/settings';
import { controls } from './form/controls';
import { stepName } from './step-name';
import { tour } from './tour';

const loadIntro = () => import('./intro').then(module => module.Intro);
const loadSentence = () => import('./sentence/view').then(module => module.SentenceView);
const loadExport = () => import('./data/export-section').then(module => module.ExportSection);
const loadLoop = () => import('./loop/loop-view').then(module => module.LoopView);

/** What the panel of self-improving NER shows. The scripts of its pictures come when there is a run to show. */
export const nerViews: PanelViews<NerSettings> = {
  panel: nerPanel,
  controls,
  Unit: lazily(loadSentence, <Skeleton className="h-96 w-full" />),
  Overview: lazily(loadLoop, <Still />),
  Intro: lazily(loadIntro, <Skeleton className="h-96 w-full" />),
  Resources: ResourcesBar,
  Below: lazily(loadExport),
  tour,
  loadSteps: () => import('./open-step'),
  stepName,
  prefetch: { first: () => prefetch(loadLoop), rest: () => prefetch(loadSentence, loadIntro) },
};
