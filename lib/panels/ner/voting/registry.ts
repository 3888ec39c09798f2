import type { Voting } from './contract';
import { plainVoting } from './plain';
import { twoStageVoting } from './two-stage';

/** All ways to vote. A new one is a new file and a line here. */
export const votings: readonly Voting[] = [twoStageVoting, plainVoting];
