'use client';

import { useEffect, useState } from 'react';
import { asFailure, type Failure } from '@/lib/core/failure';
import { type DistinctParts, partsOf } from '@/lib/panels/ner/experiment-corpus';
import { registry } from '@/lib/panels/ner/registry';
import { usePanel } from '../use-panel';

/** The sentences of the chosen corpus, before any is drawn. */
export type LoadedParts =
  { status: 'loading' } | { status: 'here'; parts: DistinctParts } | { status: 'failed'; failure: Failure };

/** The corpus that the form names. */
export function useParts(): LoadedParts {
  const corpus = usePanel(state => state.experiment.settings.corpus);
  const source = usePanel(state => state.experiment.settings.source);
  const dataVersion = usePanel(state => state.dataVersion);
  const [found, setFound] = useState<{ key: string; loaded: LoadedParts }>();
  const key = JSON.stringify([corpus, source[corpus] ?? null, dataVersion]);
  useEffect(() => {
    let isWanted = true;
    const show = (loaded: LoadedParts) => isWanted && setFound({ key, loaded });
    partsOf({ corpus, source }, registry).then(
      parts => show({ status: 'here', parts }),
      (error: unknown) => show({ status: 'failed', failure: asFailure(error) }),
    );
    return () => {
      isWanted = false;
    };
  }, [corpus, source, key]);
  return found?.key === key ? found.loaded : { status: 'loading' };
}
