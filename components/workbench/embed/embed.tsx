'use client';

import { useEffect, useMemo, useState } from 'react';
import { lazily } from '@/components/ui/lazily';
import { Skeleton } from '@/components/ui/skeleton';
import { browserDeps } from '../browser';
import { useWorkbench, WorkbenchContext } from '../context';
import { readPlace } from '../page/address';
import { openPlace } from '../page/navigation';
import { Part } from '../part';
import { Picture } from '../picture';
import { visibleRun, visibleUnitId } from '../replay/shown';
import { createWorkbenchStore } from '../store';
import type { PanelViews } from '../views';
import { EmbedLine } from './embed-line';

const Player = lazily(() => import('../replay/player').then(module => module.Player));
const CallInspector = lazily(() => import('../call-inspector').then(module => module.CallInspector));

/** What an embedded page needs of the browser: it opens no database, so that it stores nothing on another site's page. */
const embedDeps = { ...browserDeps, hasStore: async () => false };

/**
 * A panel in a frame of another site: the picture of a recorded run, its player, and the link back. Nothing runs here, because a page that
 * others may frame could lead a person to press Run unseen; and the address is only read, because the history is the other site's.
 */
export function Embed({ views }: { views: PanelViews }) {
  const [store] = useState(() => createWorkbenchStore(views.panel, embedDeps));
  const value = useMemo(() => ({ store, views }), [store, views]);
  useEffect(() => {
    const opening = new AbortController();
    views.prefetch?.first();
    // A stored run or a stage belongs to the page itself.
    const { hash, readyMade, tour } = readPlace(location, null);
    const place = { hash, readyMade, tour, run: null, unit: null, stage: null, locks: null, mirror: null };
    void openPlace(store, place, opening.signal);
    return () => opening.abort();
  }, [store, views]);
  return (
    <WorkbenchContext value={value}>
      <div className="flex min-h-dvh flex-col gap-2 px-3 py-2">
        <EmbedLine />
        <div className="min-w-0 flex-1">
          <Part name="The picture of the run">
            <Shown />
          </Part>
        </div>
        <Inspected />
      </div>
    </WorkbenchContext>
  );
}

function Shown() {
  const run = useWorkbench(visibleRun);
  const unit = useWorkbench(visibleUnitId);
  const isOpening = useWorkbench(state => state.isOpening);
  if (!run) return isOpening ? <Skeleton className="h-64 w-full" /> : null;
  const trace = unit === undefined ? undefined : run.live.units.get(unit);
  return (
    <div className="space-y-2">
      {trace && (
        <Part name="The player">
          <Player key={`${run.createdAt} ${trace.root}`} trace={trace} />
        </Part>
      )}
      <Picture />
    </div>
  );
}

function Inspected() {
  const isOpen = useWorkbench(state => state.selected !== null);
  return (
    isOpen && (
      <Part name="The call">
        <CallInspector />
      </Part>
    )
  );
}
