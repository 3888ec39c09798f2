'use client';

import type { ReactNode } from 'react';
import { usePathname } from 'next/navigation';

/** What surrounds a page of the site. Pages for frames of other sites have none of it, and keep nothing for use without a network. */
export const UnlessFramed = ({ children }: { children: ReactNode }) =>
  usePathname().startsWith('/embed/') ? null : children;
