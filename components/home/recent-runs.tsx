'use client';

import { lazily } from '@/components/ui/lazily';

const RecentRunsList = lazily(() =>
  import('@/components/workbench/recent-runs/recent-runs-list').then(module => module.RecentRunsList),
);

/** The latest runs of all panels that this browser has stored. */
export const RecentRuns = () => (
  <div className="min-h-12">
    <RecentRunsList most={5} />
  </div>
);
