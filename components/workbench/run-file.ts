import { entriesOf, resultsOf } from '@/components/trace/live-run';
import { exportRun as exportText } from '@/lib/experiment/file';
import type { RunView } from './state';

/** A run on the page as a file. */
export function exportRun({ title, createdAt, environment, experiment, live }: RunView): Blob {
  const status = live.done === live.total ? 'finished' : 'stopped';
  const results = resultsOf(live);
  const text = exportText({ title, createdAt, experiment, environment, status, results, entries: entriesOf(live) });
  return new Blob([text], { type: 'application/json' });
}

/** Has the browser save a file. */
export async function saveFile(file: Blob, title: string): Promise<void> {
  const url = URL.createObjectURL(file);
  const name = title.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60) || 'run';
  Object.assign(document.createElement('a'), { href: url, download: `loupe-${name}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
