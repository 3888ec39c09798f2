'use client';

import { useEffect, useState } from 'react';
import type { DatasetHeader } from '@/lib/panels/divide-and-conquer/tasks/verification/data/dataset';
import { openData } from '@/lib/panels/divide-and-conquer/tasks/verification/own-data';
import { usePanel } from '../use-panel';

/** The data sets in this browser, latest first; undefined until they are known. None if the browser refuses to store data. */
export function useHeaders(): DatasetHeader[] | undefined {
  const version = usePanel(state => state.dataVersion);
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
  }, [version]);
  return headers;
}
