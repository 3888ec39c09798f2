'use client';

import { lazily } from '@/components/ui/lazily';
import { findTask } from '@/lib/panels/divide-and-conquer/tasks/registry';
import { usePanel } from './context';

const Gallery = lazily(() => import('./ready-made/gallery').then(module => module.Gallery));

/** Before any run: what will be asked, and what can be looked at without a model. */
export function Empty() {
  const settings = usePanel(state => state.experiment.settings);
  const { title, summary } = findTask(settings.task);
  return (
    <div className="space-y-8">
      <div className="rounded-lg border border-dashed border-line-strong px-6 py-12 text-center">
        <h2 className="text-2xl font-semibold">{title}</h2>
        <p className="mx-auto mt-1 max-w-measure text-muted">{summary}</p>
        <p className="mx-auto mt-4 max-w-measure">
          Press Run:{' '}
          {settings.problems === 'given'
            ? 'all chosen strategies start at once'
            : 'the problems are drawn from the seed'}
          , and every prompt tree grows as its calls return.
        </p>
      </div>
      <section aria-label="Ready-made experiments" className="space-y-3">
        <h2 className="text-xl font-semibold">Or open a recorded run</h2>
        <Gallery />
      </section>
    </div>
  );
}
