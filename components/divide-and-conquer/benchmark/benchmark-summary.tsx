'use client';

import dynamic from 'next/dynamic';
import { useEffect, useRef, useState } from 'react';
import { Skeleton } from '@/components/ui/skeleton';

function Unavailable() {
  return <p className="text-muted">The recorded comparison could not be loaded. Reload the page to try again.</p>;
}

const Comparison = dynamic(
  () =>
    import('./comparison').then(
      module => module.Comparison,
      () => Unavailable,
    ),
  { ssr: false, loading: () => <Skeleton className="h-96 w-full" /> },
);

/** The strategies compared, as a section of the panel's page. Charts and figures come when it is about to be seen. */
export function BenchmarkSummary() {
  const frame = useRef<HTMLElement>(null);
  const [isNear, setIsNear] = useState(false);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new IntersectionObserver(
      entries => {
        if (!entries.some(entry => entry.isIntersecting)) return;
        setIsNear(true);
        observer.disconnect();
      },
      { rootMargin: '400px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <section ref={frame} aria-labelledby="front-title" className="min-w-0">
      <h2 id="front-title" className="mb-3 text-2xl font-semibold tracking-tight">
        How far does each strategy get?
      </h2>
      {isNear ? <Comparison /> : <Skeleton className="h-96 w-full" />}
    </section>
  );
}
