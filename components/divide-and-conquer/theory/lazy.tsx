'use client';

import dynamic from 'next/dynamic';
import { Skeleton } from '@/components/ui/skeleton';

function Unavailable() {
  return <p className="py-10 text-center text-muted">This part could not be loaded. Reload the page to try again.</p>;
}

/** These two run programs of the panel. Their scripts are loaded after the text of the page. */
export const LazyToy = dynamic(
  () =>
    import('./toy/toy').then(
      module => module.Toy,
      () => Unavailable,
    ),
  { ssr: false, loading: () => <Skeleton className="h-[36rem] w-full" /> },
);

export const LazyDecodingContext = dynamic(
  () =>
    import('./decoding-context').then(
      module => module.DecodingContext,
      () => Unavailable,
    ),
  { ssr: false, loading: () => <Skeleton className="h-96 w-full" /> },
);
