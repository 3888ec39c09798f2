'use client';

import { Workbench } from '@/components/workbench/workbench';
import { kvViews } from './views';

/** The panel of KV-cache compression. */
export const KvCache = () => <Workbench views={kvViews} />;
