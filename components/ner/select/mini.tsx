'use client';

import { useMemo } from 'react';
import { HistogramBars, HistogramLine } from '@/components/charts/histogram';
import { decidingOf } from '@/lib/panels/ner/report/deciding';
import { histogramOf } from '@/lib/panels/ner/report/histogram';
import type { StageProps } from '../loop/use-loop';
import { thresholdOf } from './threshold-of';

/** The scores that the first selection goes by, with the threshold of the run, and how many sentences each selection keeps. */
export function SelectMini({ run, loop }: StageProps) {
  const { settings } = run.experiment;
  const drawn = loop.pools.find(({ selection }) => selection.scoring);
  const histogram = useMemo(() => {
    const scoring = drawn?.selection.scoring;
    if (!scoring) return null;
    const scores = decidingOf(loop, drawn.state).flatMap(one => scoring.scores(one));
    const threshold = thresholdOf(drawn.selection, settings);
    return { ...histogramOf(scores, scoring.of, settings.answers, threshold), threshold };
  }, [loop, drawn, settings]);
  const all = loop.latest.size;
  return (
    <>
      {histogram && (
        <span aria-hidden className="relative block h-12 border-b border-line-strong">
          <HistogramBars bins={histogram.bins} />
          {histogram.threshold !== null && (
            <HistogramLine at={histogram.threshold} end={histogram.bins.at(-1)?.high ?? 1} />
          )}
        </span>
      )}
      {loop.pools.map(({ selection, state }) => (
        <span key={selection.id} className="mt-1 block text-caption">
          {selection.title}: {state.pool.length.toLocaleString('en')} of {all.toLocaleString('en')} stay
        </span>
      ))}
    </>
  );
}
