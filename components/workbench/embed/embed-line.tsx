'use client';

import { useSyncExternalStore } from 'react';
import { ExternalLink } from 'lucide-react';
import { fromRecord } from '@/lib/core/failure';
import { findPanelInfo } from '@/lib/panels/index';
import { BackToAll } from '../back-to-all';
import { useWorkbench } from '../context';
import { visibleRun } from '../replay/shown';

const never = () => () => {};

/** What to see, or what went wrong, and the link to the page itself. */
export function EmbedLine() {
  const run = useWorkbench(visibleRun);
  const id = useWorkbench(state => state.panel.id);
  const title = findPanelInfo(id)?.title;
  const described = useWorkbench(state => (state.isShared ? state.panel.describe(state.experiment) : ''));
  const isOffered = useWorkbench(state => state.offered !== null);
  const notice = useWorkbench(state => state.notices.at(-1));
  // The built page does not know its query and its fragment.
  const rest = useSyncExternalStore(
    never,
    () => `${location.search}${location.hash}`,
    () => '',
  );
  return (
    <header className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
      <h1 className="sr-only">{title}</h1>
      {run && <h2 className="sr-only">{run.title}</h2>}
      <p className="min-w-0 flex-1 basis-64 leading-snug">
        {notice ? (
          <span role="alert" className="font-semibold text-danger">
            {fromRecord(notice).message}
          </span>
        ) : run ? (
          run.sentence || run.title
        ) : described ? (
          `${described}. The link carries the settings and no result: open it in Loupe to run it.`
        ) : isOffered ? (
          'This run is on another server. Open it in Loupe to fetch it.'
        ) : (
          ''
        )}
      </p>
      {run && <BackToAll run={run} />}
      <a
        href={`${process.env.NEXT_PUBLIC_BASE_PATH}/${id}/${rest}`}
        target="_blank"
        rel="noopener"
        className="inline-flex shrink-0 items-center gap-1 font-semibold text-accent underline underline-offset-2"
      >
        Open in Loupe <ExternalLink aria-hidden className="size-4" />
      </a>
    </header>
  );
}
