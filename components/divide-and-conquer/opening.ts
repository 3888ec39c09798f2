import { fetchExperiment, fetchReadyMade } from '@/components/home/ready-made';
import { asFailure } from '@/lib/ground/failure';
import { divideAndConquerPanel as panel } from '@/lib/prompting/panel';
import type { PanelStore } from './store';

/**
 * What the page opens with: the experiment of its link, the recorded run that its address names, or the first one that comes with
 * the site; and a stored run that was not ended, if there is one. Whatever fails leaves the defaults and a notice.
 */
export async function openPage(store: PanelStore, location: Location, signal: AbortSignal): Promise<void> {
  const { openLink, open, lookForUnfinished } = store.getState();
  const isLink = location.hash.length > 1 && openLink(location.hash);
  const file = new URLSearchParams(location.search).get('run');
  if (!isLink) await open(showRecorded(store, file, signal));
  if (!signal.aborted) await lookForUnfinished();
}

async function showRecorded(store: PanelStore, file: string | null, signal: AbortSignal): Promise<void> {
  const { openRun, importText, notify } = store.getState();
  try {
    const listed = await fetchReadyMade(signal);
    const mine = listed.filter(item => item.panel === panel.id);
    const item = file === null ? mine[0] : mine.find(candidate => candidate.file === file);
    if (!item && file === null) return;
    const loaded = await fetchExperiment(item?.file ?? safeName(file ?? ''), signal);
    if (signal.aborted || store.getState().run !== null) return;
    if (loaded.kind === 'run') await openRun(loaded.run, item?.sentence);
    else await importText(JSON.stringify({ loupe: 1, kind: 'experiment', experiment: loaded.experiment }));
  } catch (error) {
    if (!signal.aborted && asFailure(error).kind !== 'cancelled') notify(error);
  }
}

/** A file name from an address: never a path. */
const safeName = (name: string): string => encodeURIComponent(name.slice(0, 100));
