'use client';

import { lazily } from '@/components/ui/lazily';
import { Skeleton } from '@/components/ui/skeleton';

/** The calculator on a page of its own. */
export const CalculatorPage = lazily(
  () => import('./addressed-calculator').then(module => module.AddressedCalculator),
  <Skeleton className="h-96 w-full" />,
);
