import { encodeLink } from '@/lib/experiment/link';
import { findPanel } from '@/lib/panels/index';
import type { PanelExperiment } from './state';

/** Puts the experiment's link into the address bar and returns the whole address. Throws what `encodeLink` throws. */
export function putInAddress(experiment: PanelExperiment): string {
  history.replaceState(null, '', location.pathname + encodeLink(experiment as never, findPanel));
  return location.href;
}

/** Where the address names an experiment, it names the one that runs: a reload must not bring back an older one. */
export function keepAddress(experiment: PanelExperiment): void {
  if (location.hash.length > 1 || location.search) putInAddress(experiment);
}
