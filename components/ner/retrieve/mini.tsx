'use client';

import type { StageProps } from '../loop/use-loop';

/** How many demonstrations a prompt shows. */
export function RetrieveMini({ run, loop }: StageProps) {
  const size = loop.pools[0]?.state.pool.length ?? 0;
  return (
    <span className="block text-caption">
      {run.experiment.settings.demonstrations} of {size.toLocaleString('en')} for each test sentence
    </span>
  );
}
