'use client';

import dynamic from 'next/dynamic';
import { orNotice } from '@/components/ui/lazily';
import { Skeleton } from '@/components/ui/skeleton';

/** These two run programs of the panel. Their scripts are loaded after the text of the page. */
export const LazyToy = dynamic(() => orNotice(() => import('./toy/toy').then(module => module.Toy)), {
  ssr: false,
  loading: () => <Skeleton className="h-[36rem] w-full" />,
});

export const LazyDecodingContext = dynamic(
  () => orNotice(() => import('./decoding-context').then(module => module.DecodingContext)),
  { ssr: false, loading: () => <Skeleton className="h-96 w-full" /> },
);
