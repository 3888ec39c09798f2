import type { Selection } from './contract';
import { entityThreshold } from './entity-threshold';
import { sampleThreshold } from './sample-threshold';
import { votingOnly } from './voting-only';

/** All selections. A new one is a new file and a line here. */
export const selections = [sampleThreshold, entityThreshold, votingOnly] as readonly Selection[];
