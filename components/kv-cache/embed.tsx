'use client';

import { Embed } from '@/components/workbench/embed/embed';
import { kvViews } from './views';

/** The panel in a frame of another site. */
export const KvCacheEmbed = () => <Embed views={kvViews} />;
