import { fetchExperiment, fetchReadyMade } from './ready-made/fetch';
import { divideAndConquerPanel as panel } from '@/lib/panels/divide-and-conquer/panel';
import type { PanelStore } from './store';

/**
 * What the page opens with: the experiment of its link, the recorded run that its address names, or the first one that comes with
 * the site; and a stored run that was not ended, if there is one. Whatever fails leaves the defaults and a notice.
 */
export async function openPage(store: PanelStore, location: Location, signal: AbortSignal): Promise<void> {
  const { openLink, lookForUnfinished } = store.getState();
  const isLink = location.hash.length > 1 && openLink(location.hash);
  if (!isLink) await openReadyMade(store, fileIn(location), signal);
  if (!signal.aborted) await lookForUnfinished();
}

/** The file of a ready-made experiment that an address names. */
export const fileIn = (location: Location): string | null => new URLSearchParams(location.search).get('run');

/**
 * Puts a ready-made experiment on the stage, the first one of this panel for null. What is begun meanwhile, here or by a press of
 * Run, takes its place; a page that was left shows nothing more.
 */
export async function openReadyMade(store: PanelStore, file: string | null, signal: AbortSignal): Promise<void> {
  const { open, openRun, openExperiment } = store.getState();
  await open(async isCurrent => {
    try {
      const listed = await fetchReadyMade(signal);
      const mine = listed.filter(item => item.panel === panel.id);
      const item = file === null ? mine[0] : mine.find(candidate => candidate.file === file);
      if (!item && file === null) return;
      const about = { sentence: item?.sentence ?? '', file: item?.file ?? safeName(file ?? '') };
      const loaded = await fetchExperiment(about.file, signal);
      if (signal.aborted || !isCurrent()) return;
      if (loaded.kind === 'run') await openRun(loaded.run, about);
      else openExperiment(loaded.experiment, about.file);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }, file);
}

/** A file name from an address: never a path. */
const safeName = (name: string): string => encodeURIComponent(name.slice(0, 100));
