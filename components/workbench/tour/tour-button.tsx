'use client';

import { Map } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { useActions, useViews } from '../context';

/** Opens the run of the panel's tour, and its first step. */
export function TourButton() {
  const { tour } = useViews();
  const { openReadyMade, showTour, notify } = useActions();
  if (!tour) return null;
  const start = async () => {
    await openReadyMade(tour.run);
    showTour(0);
  };
  return (
    <Button variant="ghost" size="small" icon={<Map aria-hidden />} onClick={() => void start().catch(notify)}>
      Tour
    </Button>
  );
}
