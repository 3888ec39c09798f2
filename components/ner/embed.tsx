'use client';

import { Embed } from '@/components/workbench/embed/embed';
import { nerViews } from './views';

/** The panel in a frame of another site. */
export const NerEmbed = () => <Embed views={nerViews} />;
