import { resultsOf } from '@/components/trace/live-run';
import { saveBlob } from '@/components/ui/save-blob';
import type { Settings } from '@/lib/experiment/panel';
import { findPanelInfo } from '@/lib/panels/index';
import { writeReport } from '@/lib/report/report';
import { linkToShown } from './page/write-address';
import { fileNameOf, statusOf } from './run-file';
import { isBusy, type RunView, type WorkbenchState } from './state';

/** Saves a run of the page as one HTML file. `onProgress` hears of the units written so far. */
export async function saveReport<S extends Settings>(
  run: RunView<S>,
  state: WorkbenchState<S>,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const { panel } = state;
  const { title, sentence, createdAt, environment, experiment, live } = run;
  const results = resultsOf(live);
  const { journal, unanswered } = live;
  const pieces: string[] = [];
  const subject = {
    ...{ panel, title, sentence, createdAt, environment, experiment, results, journal, unanswered },
    status: isBusy(run) ? ('running' as const) : statusOf(live, results),
    link: linkToShown(location, state),
    paper: findPanelInfo(panel.id)?.paper,
  };
  for await (const piece of writeReport(subject, onProgress)) pieces.push(piece);
  saveBlob(new Blob(pieces, { type: 'text/html' }), `${fileNameOf(run)}.html`);
}
