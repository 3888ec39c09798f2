'use client';

import { type PageProps, Workbench } from '@/components/workbench/workbench';
import { divideAndConquerViews } from './views';

/** The divide-and-conquer panel. */
export const DivideAndConquer = (props: PageProps) => <Workbench views={divideAndConquerViews} {...props} />;
