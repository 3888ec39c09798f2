import type { Scenario } from '../scenario';
import { brokenOff } from './broken-off';
import { downloads } from './downloads';
import { firstRun } from './first-run';
import { destroyedInPrefill, killedInDecode, killedInRest } from './lost-gpu';
import { mirror } from './mirror';
import { mismatch } from './mismatch';
import { secondRun } from './second-run';
import { stopInDecode, stopInPrefill } from './stopping';

/** All scenarios, in the order in which they run. */
export const scenarios: readonly Scenario[] = [
  mismatch,
  downloads,
  firstRun,
  secondRun,
  mirror,
  stopInDecode,
  stopInPrefill,
  brokenOff,
  killedInDecode,
  killedInRest,
  destroyedInPrefill,
];
