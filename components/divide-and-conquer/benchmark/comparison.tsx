'use client';

import { Notice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import { useLoaded } from '@/components/ui/use-loaded';
import { Heading } from './heading';
import { loadSummary } from './load-summary';
import { RecordedComparison } from './recorded-comparison';

/** The recorded comparison, once it is loaded. A copy of the site may come without it. */
export function Comparison() {
  const loaded = useLoaded(loadSummary);
  if (loaded.state === 'ready' && loaded.value && loaded.value.rows.length > 0) {
    return <RecordedComparison summary={loaded.value} />;
  }
  return (
    <>
      <Heading />
      {loaded.state === 'loading' && (
        <div role="status">
          <span className="sr-only">Loading the recorded comparison.</span>
          <Skeleton className="h-96 w-full" />
        </div>
      )}
      {loaded.state === 'failed' && (
        // The failure's own advice is for a file that the user chose; this one comes with the site.
        <Notice
          tone="warning"
          sentence="The recorded comparison could not be shown."
          next="Reload the page. Everything else works without it."
          details={loaded.failure.message}
        />
      )}
      {loaded.state === 'ready' && (
        <p className="text-muted">This copy of Loupe comes without a recorded comparison of the strategies.</p>
      )}
    </>
  );
}
