'use client';

import { useEffect, useState } from 'react';
import type { DatasetHeader } from '@/lib/panels/divide-and-conquer/tasks/verification/data/dataset';
import { openData } from '@/lib/panels/divide-and-conquer/tasks/verification/own-data';
import { usePanel } from '../use-panel';

/** The data sets that are here, latest first; undefined while that is found out. A store that refuses holds none. */
export function useHeaders(): DatasetHeader[] | undefined {
  const changes = usePanel(state => state.dataVersion);
  const [headers, setHeaders] = useState<DatasetHeader[]>();
  useEffect(() => {
    let isWanted = true;
    void openData()
      .then(({ store }) => store.list())
      .catch(() => [])
      .then(found => isWanted && setHeaders(found));
    return () => {
      isWanted = false;
    };
  }, [changes]);
  return headers;
}
