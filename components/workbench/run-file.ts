import { resultsOf } from '@/components/trace/live-run';
import { saveBlob } from '@/components/ui/save-blob';
import { type ExportedRun, runBlob } from '@/lib/experiment/file';
import type { UnitResult } from '@/lib/experiment/panel';
import { type EndStatus, statusOfEnded } from '@/lib/experiment/run';
import type { RunView } from './state';

/** Saves a run of the page as a file. `onProgress` hears of the entries written so far. */
export async function saveVisibleRun(
  { title, createdAt, environment, experiment, live }: RunView,
  onProgress?: (entries: number) => void,
): Promise<void> {
  const results = resultsOf(live);
  const { journal: entries, unanswered } = live;
  const status = statusOf(live, results);
  const run = { title, createdAt, environment, experiment, status, unanswered, results, entries };
  await saveRun(run, onProgress);
}

/** Saves a run as a compressed file of JSON lines. */
export async function saveRun(run: ExportedRun, onProgress?: (entries: number) => void): Promise<void> {
  const blob = await runBlob(run, { gzip: true, ...(onProgress && { onProgress }) });
  saveBlob(blob, `${fileNameOf(run)}.jsonl.gz`);
}

/** How a run stands for a file: what has not come to its end is stopped. */
export const statusOf = ({ done, total, unanswered }: RunView['live'], results: readonly UnitResult[]): EndStatus =>
  done < total ? 'stopped' : statusOfEnded(results, unanswered);

/** A name for a file about a run, without its ending. */
export const fileNameOf = ({ title }: Pick<ExportedRun, 'title'>): string =>
  `loupe-${title.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60) || 'run'}`;
