'use client';

import Link from 'next/link';
import { BookOpen } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { lazily } from '@/components/ui/lazily';
import { GalleryButton } from '@/components/workbench/ready-made/gallery-button';
import { divideAndConquerPanel as panel } from '@/lib/panels/divide-and-conquer/panel';
import { findTask } from '@/lib/panels/divide-and-conquer/registry';
import { usePanel } from './use-panel';

// A dialog's script is more than the first screen may spend on what most visitors open later.
const StrategyGuide = lazily(() => import('./strategies/strategy-guide').then(module => module.StrategyGuide));
const AppliesCheck = lazily(() => import('./applies/applies-check').then(module => module.AppliesCheck));

/** Recorded runs, the guide to the strategies, the theory, and whether dividing is expected to help on this task. */
export function ResourcesBar() {
  const task = usePanel(state => findTask(state.experiment.settings.task));
  return (
    <div className="space-y-3">
      <nav aria-label="About this panel" className="-mx-2.5 flex flex-wrap items-center gap-1">
        <GalleryButton />
        <StrategyGuide task={task} />
        <Button asChild variant="ghost" size="small">
          <Link prefetch={false} href={`/${panel.id}/theory/`}>
            <BookOpen aria-hidden /> Theory
          </Link>
        </Button>
      </nav>
      <div className="min-h-10">
        <AppliesCheck task={task} />
      </div>
    </div>
  );
}
