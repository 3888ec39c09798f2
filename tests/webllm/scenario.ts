import type { Browser } from './browser';
import type { Hub } from './hub';
import type { PanelPage } from './panel-page';

export interface Bench {
  hub: Hub;
  browser: Browser;
  /** A page in a fresh profile. */
  panel: PanelPage;
}

/** One thing that must hold, as a row of the table. */
export interface Step {
  what: string;
  /** Gives what was seen, in a few words. @throws what does not hold */
  run(bench: Bench): Promise<string>;
}

/** Steps that follow each other in one profile: after one that fails, the others are not tried. */
export interface Scenario {
  /** The word that runs it alone: `npm run webllm -- --library model.wasm first-run`. */
  id: string;
  steps: Step[];
}

/** Tokens of a prompt that takes longer to be read than a scenario needs to disturb it. */
export const longPrompt = 60;

/** Milliseconds: what a step may take on a busy machine with two cores. */
export const patience = {
  /** Download, copy to the adapter, compilation. */
  load: 240_000,
  token: 180_000,
} as const;

/** @throws Error */
export function hold(isTrue: boolean, what: string): void {
  if (!isTrue) throw new Error(what);
}

export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
