'use client';

import { Workbench } from '@/components/workbench/workbench';
import { divideAndConquerViews } from './views';

/** The divide-and-conquer panel. */
export const DivideAndConquer = () => <Workbench views={divideAndConquerViews} />;
