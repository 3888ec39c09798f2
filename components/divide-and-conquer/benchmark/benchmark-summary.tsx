'use client';

import { useEffect, useRef, useState } from 'react';
import { lazily } from '@/components/ui/lazily';
import { FailureNotice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import { Heading, headingId } from './heading';

const Lost = ({ cause }: { cause: unknown }) => (
  <>
    <Heading />
    <FailureNotice failure={cause} />
  </>
);

function Loading() {
  return (
    <div role="status">
      <span className="sr-only">Loading the recorded comparison.</span>
      <Heading />
      <Skeleton className="h-96 w-full" />
    </div>
  );
}

const Comparison = lazily(
  () =>
    import('./comparison').then(
      module => module.Comparison,
      (cause: unknown) => () => <Lost cause={cause} />,
    ),
  <Loading />,
);

/**
 * The recorded comparison of the strategies, as a section of the panel's page. It is loaded when it scrolls into view, so that it takes no
 * time from a first Run.
 */
export function BenchmarkSummary() {
  const frame = useRef<HTMLElement>(null);
  const [isSeen, setIsSeen] = useState(false);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new IntersectionObserver(entries => {
      if (!entries.some(entry => entry.isIntersecting)) return;
      setIsSeen(true);
      observer.disconnect();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <section ref={frame} aria-labelledby={headingId} className="min-w-0">
      {isSeen ? (
        <Comparison />
      ) : (
        <>
          <Heading />
          <Skeleton className="h-96 w-full" />
        </>
      )}
    </section>
  );
}
