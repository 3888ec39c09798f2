'use client';

import { useLoaded } from '@/components/ui/use-loaded';
import { lazily } from '../ui/lazily';
import { Notice } from '../ui/notice';
import { Skeleton } from '../ui/skeleton';

/** The page's text is there before its figure, so the reader of the file and the figure are loaded after it. */
const fetchShowcase = async (signal: AbortSignal) => (await import('./fetch-showcase')).fetchShowcase(signal);
const Recorded = lazily(() => import('./recorded').then(module => module.Recorded), <Waiting />);

/** A recorded run, seen at once: nothing is downloaded but its file, and no model runs. */
export function Showcase() {
  const loaded = useLoaded(fetchShowcase);
  if (loaded.state === 'failed') {
    return (
      <Notice
        tone="warning"
        sentence="The recorded run could not be shown."
        next="Reload the page, or open a panel below: it works all the same."
        details={loaded.failure.message}
      />
    );
  }
  if (loaded.state === 'loading') return <Waiting />;
  if (!loaded.value) {
    return (
      <p className="rounded-md border border-dashed border-line-strong px-5 py-16 text-center text-muted">
        This copy of Loupe comes without a recorded run. Open a panel below and make the first one.
      </p>
    );
  }
  return <Recorded {...loaded.value} />;
}

function Waiting() {
  return (
    <div role="status">
      <span className="sr-only">Loading a recorded run.</span>
      <Skeleton className="mb-4 h-12 w-full" />
      <Skeleton className="h-96 w-full" />
    </div>
  );
}
