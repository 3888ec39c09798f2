'use client';

import { useRef, useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { FailureNotice } from '@/components/ui/notice';
import { sizeText } from '@/components/ui/size';
import { Skeleton } from '@/components/ui/skeleton';
import type { RunHeader } from '@/lib/experiment/run';
import { FileBar } from '../file-bar';
import { RecentRun } from './recent-run';
import { useRuns } from './use-runs';

/** The runs that this browser has stored, latest first; of one panel, or of all. */
export function RecentRunsList({
  panel,
  current = null,
  isRunning = false,
  most = Infinity,
  onOpen,
  onRemoved,
}: {
  panel?: string;
  /** Id of the run that is open. */
  current?: string | null;
  /** Whether that run is in progress: it cannot be deleted then. */
  isRunning?: boolean;
  /** Runs that are listed; the number of the others is said. */
  most?: number;
  /** Opens a run here; without it, each run is a link to its panel. */
  onOpen?: (run: RunHeader) => void;
  /** A run was deleted. */
  onRemoved?: (id: string) => void;
}) {
  const { listed, failure, file, rename, remove, exportFile } = useRuns(panel);
  const [shown, setShown] = useState(most);
  const region = useRef<HTMLElement>(null);
  const notice = failure && <FailureNotice failure={failure} />;
  if (!listed) return notice ?? <Skeleton className="h-32 w-full" />;
  const { runs, usage } = listed;
  return (
    <section ref={region} tabIndex={-1} aria-label="Stored runs" className="space-y-3 outline-none">
      {notice}
      {file && <FileBar file={file} />}
      {runs.length === 0 && <p className="text-muted">No run is stored in this browser yet.</p>}
      <ul className="divide-y divide-line border-y border-line empty:border-0">
        {runs.slice(0, shown).map(run => (
          <RecentRun
            key={run.id}
            run={run}
            isCurrent={run.id === current}
            isRunning={isRunning && run.id === current}
            onOpen={onOpen && (() => onOpen(run))}
            onRename={title => rename(run.id, title)}
            onExport={() => exportFile(run.id)}
            onDelete={async () => {
              if (await remove(run.id)) onRemoved?.(run.id);
              // The button is gone with its run, so the focus moves to the list.
              region.current?.focus();
            }}
          />
        ))}
      </ul>
      <p className="flex flex-wrap items-center gap-x-3 text-caption text-muted">
        {runs.length > shown && (
          <button type="button" className="underline underline-offset-2" onClick={() => setShown(Infinity)}>
            Show all {runs.length}
          </button>
        )}
        {usage !== null && <Badge>{sizeText(usage)} of storage used</Badge>}
      </p>
    </section>
  );
}
