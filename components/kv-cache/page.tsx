'use client';

import { type PageProps, Workbench } from '@/components/workbench/workbench';
import { kvViews } from './views';

/** The panel of KV-cache compression. */
export const KvCache = (props: PageProps) => <Workbench views={kvViews} {...props} />;
