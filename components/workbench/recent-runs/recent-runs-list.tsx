'use client';

import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { FailureNotice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import type { RunHeader } from '@/lib/experiment/run';
import { RecentRun } from './recent-run';
import { useRuns } from './use-runs';

/** The runs that this browser has stored, latest first; of one panel, or of all. */
export function RecentRunsList({
  panel,
  current = null,
  most = Infinity,
  onOpen,
}: {
  panel?: string;
  /** Id of the run that is open. */
  current?: string | null;
  /** Runs that are listed; the number of the others is said. */
  most?: number;
  /** Opens a run here; without it, each run is a link to its panel. */
  onOpen?: (run: RunHeader) => void;
}) {
  const { runs, usage, failure, rename, remove, exportFile } = useRuns(panel);
  const [shown, setShown] = useState(most);
  if (failure) return <FailureNotice failure={failure} />;
  if (!runs) return <Skeleton className="h-32 w-full" />;
  if (runs.length === 0) return <p className="text-muted">No run is stored in this browser yet.</p>;
  return (
    <div className="space-y-3">
      <ul className="divide-y divide-line border-y border-line">
        {runs.slice(0, shown).map(run => (
          <RecentRun
            key={run.id}
            run={run}
            isCurrent={run.id === current}
            onOpen={onOpen && (() => onOpen(run))}
            onRename={title => rename(run.id, title)}
            onExport={() => exportFile(run.id)}
            onDelete={() => remove(run.id)}
          />
        ))}
      </ul>
      <p className="flex flex-wrap items-center gap-x-3 text-caption text-muted">
        {runs.length > shown && (
          <button type="button" className="underline underline-offset-2" onClick={() => setShown(Infinity)}>
            Show all {runs.length}
          </button>
        )}
        {usage !== null && <Badge>{megabytes(usage)} of storage used</Badge>}
      </p>
    </div>
  );
}

const megabytes = (bytes: number): string =>
  bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
