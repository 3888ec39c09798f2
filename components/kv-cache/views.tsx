'use client';

import Link from 'next/link';
import { Calculator } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { lazily, prefetch } from '@/components/ui/lazily';
import { Skeleton } from '@/components/ui/skeleton';
import { ResourcesBar } from '@/components/workbench/resources-bar';
import { Still } from '@/components/workbench/still';
import type { PanelViews } from '@/components/workbench/views';
import { compressedModels } from '@/lib/engines/models';
import { kvPanel } from '@/lib/panels/kv-cache/panel';
import type { KvSettings } from '@/lib/panels/kv-cache/settings';
import { Advice } from './form/advice';
import { controls } from './form/controls';
import { stepName } from './step-name';
import { tour } from './tour';

const loadIntro = () => import('./intro').then(module => module.Intro);
const loadView = () => import('./cache-view').then(module => module.CacheView);
const View = lazily(loadView, <Still />);

/** What the panel of KV-cache compression shows. One text with one policy is seen as a run of many is. */
export const kvViews: PanelViews<KvSettings> = {
  panel: kvPanel,
  controls,
  models: compressedModels,
  Unit: ({ run }) => <View run={run} />,
  Overview: View,
  Intro: lazily(loadIntro, <Skeleton className="h-96 w-full" />),
  Advice,
  Resources: () => (
    <ResourcesBar>
      <Button asChild variant="ghost" size="small">
        <Link prefetch={false} href={`/${kvPanel.id}/calculator/`}>
          <Calculator aria-hidden /> Calculator
        </Link>
      </Button>
    </ResourcesBar>
  ),
  tour,
  loadSteps: () => import('./open-step'),
  stepName,
  prefetch: { first: () => prefetch(loadView), rest: () => prefetch(loadIntro) },
};
