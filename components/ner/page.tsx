'use client';

import { type PageProps, Workbench } from '@/components/workbench/workbench';
import { nerViews } from './views';

/** The panel of self-improving NER. */
export const Ner = (props: PageProps) => <Workbench views={nerViews} {...props} />;
