import { entryOf, failureOf, type Seen } from './outcome';
import { inProgramOrder, type StepInTree, type TreeScope } from './tree';
import type { Verdict, Verdicts } from './verdict';

/** Where an error entered. */
export interface Origin<T extends Seen = Seen> {
  /**
   * `entered`: this step was wrong although what it was given was right. `failed`: its answer could not be read, so that there is no
   * answer to the whole. `unchecked`: it is wrong, and nobody knows whether what it was given was right. `hidden`: one of the steps whose
   * right answers are not known; `at` is one of them.
   */
  how: 'entered' | 'failed' | 'unchecked' | 'hidden';
  at: StepInTree<T>;
}

/**
 * The first step, in program order, that was wrong although what it was given was right; null where none can be named.
 *
 * - An answer that is missing (`failure` names why) is the fault of the step that failed in that way, whatever was wrong before: a wrong
 *   number makes an answer wrong, not missing. Where no step did (the program refused what several steps gave together), the first step
 *   that is wrong is at fault.
 * - A wrong candidate is at fault only where no other step is: it takes more than one to outvote the right ones.
 */
export function originOf<T extends Seen>(tree: TreeScope<T>, verdicts: Verdicts, failure?: string): Origin<T> | null {
  const all = [...inProgramOrder(tree)];
  const has = (verdict: Verdict) => (at: StepInTree<T>) => verdicts.get(at.step.key) === verdict;
  const failed = failure && all.find(({ step }) => failureOf(entryOf(step.item))?.kind === failure);
  if (failed) return { how: 'failed', at: failed };
  const entered = all.filter(has('entered'));
  const first = entered.find(({ isCandidate }) => !isCandidate);
  if (first) return { how: 'entered', at: first };
  const unchecked = all.find(has('wrong'));
  if (unchecked) return { how: 'unchecked', at: unchecked };
  if (entered[0]) return { how: 'entered', at: entered[0] };
  const hidden = all.some(has('inherited')) && all.find(has('unknown'));
  return hidden ? { how: 'hidden', at: hidden } : null;
}
