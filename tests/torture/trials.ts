import { alwaysRight } from './always-right';
import { busy } from './busy';
import { folders } from './folders';
import { killed } from './kills';
import { links } from './links';
import { mutants } from './mutants';
import { quota } from './quota';
import type { Trial } from './trial';
import { twoProcesses } from './two-processes';
import { twoTabs } from './two-tabs';
import { workerDeath } from './worker-death';

/** All trials, in the order in which they run. */
export const trials: readonly Trial[] = [
  links,
  mutants,
  folders,
  killed,
  busy,
  alwaysRight,
  workerDeath,
  quota,
  twoProcesses,
  twoTabs,
];
