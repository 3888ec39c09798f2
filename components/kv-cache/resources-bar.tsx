'use client';

import { GalleryButton } from '@/components/workbench/ready-made/gallery-button';
import { TourButton } from '@/components/workbench/tour/tour-button';

/** Recorded runs, and the tour through one of them. */
export const ResourcesBar = () => (
  <nav aria-label="About this panel" className="-mx-2.5 flex flex-wrap items-center gap-1">
    <GalleryButton />
    <TourButton />
  </nav>
);
