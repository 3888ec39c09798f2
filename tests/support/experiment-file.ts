import { jsonVersion } from '@/lib/experiment/file';
import type { Experiment } from '@/lib/experiment/panel';

/** An experiment alone, as the text of a file: what a person writes by hand for the command line. */
export const exportExperiment = (experiment: Experiment): string =>
  JSON.stringify({ loupe: jsonVersion, kind: 'experiment', experiment });
