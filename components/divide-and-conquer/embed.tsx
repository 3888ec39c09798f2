'use client';

import { Embed } from '@/components/workbench/embed/embed';
import { divideAndConquerViews } from './views';

/** The panel in a frame of another site. */
export const DivideAndConquerEmbed = () => <Embed views={divideAndConquerViews} />;
