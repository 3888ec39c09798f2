'use client';

import { duration } from '@/components/trace/facts';
import { Progress } from '@/components/ui/progress';
import type { RunView } from './state';

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);

/** How far the model is on its way to its first call. */
export function Loading({ run }: { run: RunView }) {
  const { load } = run.live;
  const detail = load?.unit === 'bytes' ? bytesOf(load.loaded, load.total) : undefined;
  return (
    <Progress
      label={load ? `The model: ${load.phase}` : 'Making the model ready'}
      value={load?.loaded ?? 0}
      total={load?.total ?? null}
      detail={detail ?? (run.elapsed > 1000 ? duration(run.elapsed) : undefined)}
    />
  );
}

const bytesOf = (loaded: number, total: number | null): string =>
  total === null ? `${megabytes(loaded)} MB` : `${megabytes(loaded)} of ${megabytes(total)} MB`;
