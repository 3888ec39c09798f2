import type { Domain } from '../domain';
import * as arts from './arts';
import * as heldOut from './held-out';
import * as leisure from './leisure';
import * as life from './life';
import * as mind from './mind';
import * as nature from './nature';
import * as science from './science';
import * as society from './society';
import * as transport from './transport';
import * as work from './work';

/** All subjects that are trained on. */
export const trainingDomains: readonly Domain[] = [
  arts,
  leisure,
  nature,
  science,
  society,
  transport,
  work,
  life,
  mind,
].flatMap(group => Object.values(group));

/** Subjects that are only measured with. */
export const heldOutDomains: readonly Domain[] = Object.values(heldOut);
