import type { RunView } from '../state';

/** What the panel knows besides its experiment and its run: which part of it is seen, and what it is compared with. */
export interface ReplayState {
  /** How many steps of the problem in sight are shown; null for all of them. */
  replay: { at: number } | null;
  /** The recorded run that the run on the stage repeats. */
  original: RunView | null;
  /** Whether that one is seen, and not the run here. */
  showsOriginal: boolean;
  /** File of the ready-made experiment on the stage, or on its way there. */
  readyMade: string | null;
}

export const noReplay: ReplayState = { replay: null, original: null, showsOriginal: false, readyMade: null };
