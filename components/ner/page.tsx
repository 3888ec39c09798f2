'use client';

import { Workbench } from '@/components/workbench/workbench';
import { nerViews } from './views';

/** The panel of self-improving NER. */
export const Ner = () => <Workbench views={nerViews} />;
