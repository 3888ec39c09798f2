import { createStore } from 'zustand/vanilla';
import type { PlannedRun } from '../running';

export interface CostQuestion {
  run: PlannedRun;
  answer(begins: boolean): void;
}

/** The question that waits for its answer. */
export const costQuestion = createStore<{ asked: CostQuestion | null }>()(() => ({ asked: null }));

const storageKey = 'loupe.ask-above';
const defaultThreshold = 1_000;

/** Calls to a server above which a person is asked. A setting of this browser, and of no experiment. */
export function askAbove(): number {
  try {
    const kept = Number(localStorage.getItem(storageKey) ?? defaultThreshold);
    return Number.isInteger(kept) && kept >= 0 ? kept : defaultThreshold;
  } catch {
    return defaultThreshold;
  }
}

export function setAskAbove(calls: number): void {
  try {
    localStorage.setItem(storageKey, String(calls));
  } catch {
    // Where nothing is stored, the default counts again on the next visit.
  }
}

/** Resolves with whether the run may begin: at once where it is small, else with what the person says. */
export async function askAboutCost(run: PlannedRun): Promise<boolean> {
  if (run.calls <= askAbove()) return true;
  costQuestion.getState().asked?.answer(false);
  return new Promise(resolve => {
    const answer = (begins: boolean) => {
      costQuestion.setState({ asked: null });
      resolve(begins);
    };
    costQuestion.setState({ asked: { run, answer } });
  });
}
