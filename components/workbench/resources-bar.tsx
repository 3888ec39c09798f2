'use client';

import type { ReactNode } from 'react';
import { GalleryButton } from './ready-made/gallery-button';
import { TourButton } from './tour/tour-button';

/** Recorded runs, the tour through one of them where the panel has one, and what else a panel has to read. */
export const ResourcesBar = ({ children }: { children?: ReactNode }) => (
  <nav aria-label="About this panel" className="-mx-2.5 flex flex-wrap items-center gap-1">
    <GalleryButton />
    <TourButton />
    {children}
  </nav>
);
