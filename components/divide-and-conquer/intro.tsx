'use client';

import { GallerySection } from '@/components/workbench/ready-made/gallery-section';
import { findTask } from '@/lib/panels/divide-and-conquer/registry';
import { usePanel } from './use-panel';

/** Before any run: what will be asked, and what can be looked at without a model. */
export function Intro() {
  const task = usePanel(state => findTask(state.experiment.settings.task));
  return (
    <div className="space-y-8">
      <div className="rounded-lg border border-dashed border-line-strong px-6 py-10 text-center">
        <h2 className="text-2xl font-semibold">{task.title}</h2>
        <p className="mx-auto mt-1 max-w-measure text-muted">{task.summary}</p>
        <p className="mx-auto mt-4 max-w-measure">
          Press Run: all chosen strategies start at once, and every prompt tree grows as its calls return.
        </p>
      </div>
      <GallerySection />
    </div>
  );
}
