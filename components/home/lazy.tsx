'use client';

import { lazily } from '@/components/ui/lazily';

/** In the page as it was built; its script follows and makes it move. */
export const Miniature = lazily(() => import('./miniature').then(module => module.Miniature));
