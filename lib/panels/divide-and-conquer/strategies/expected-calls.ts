import type { Json } from '@/lib/ground/json';
import type { Strategy, StrategyOptions, Task } from './contract';

type Count = <P extends Json>(task: Task<P>, problem: P, options: StrategyOptions) => number;

const byModel = (doer: StrategyOptions['split']): 0 | 1 => (doer === 'model' ? 1 : 0);

/** Calls of multi-level divide-and-conquer below and at one problem (arXiv 2402.05359, algorithm 2), where every split cuts as code would. */
function levels<P extends Json>(task: Task<P>, problem: P, options: StrategyOptions): number {
  if (task.size(problem) <= options.leaf) return 1;
  const division = task.divide(problem, options.leaf);
  return division
    .children(division.splits.map(split => split.byCode()))
    .reduce((sum, part) => sum + levels(task, part.problem, options), own(division.splits.length, options));
}

/** Splits and the merge of one division. */
const own = (splits: number, { split, merge }: StrategyOptions): number => splits * byModel(split) + byModel(merge);

const counts: Record<string, Count> = {
  io: () => 1,
  cot: () => 1,
  'cot-sc': (_task, _problem, { samples }) => samples,
  'least-to-most'(task, problem, { split }) {
    const sequence = task.sequence?.(problem);
    return sequence ? byModel(split) + sequence.list.byCode().length + (sequence.conclude ? 1 : 0) : 0;
  },
  // Each line is decided and answered; the last one is only decided.
  decomposed: (task, problem) => 2 * (task.program?.(problem).longest ?? 0) + 1,
  // The first level starts from one empty path, the later ones from `breadth` paths.
  'tree-of-thoughts': (_task, _problem, { breadth, depth, votes }) =>
    breadth + (depth - 1) * breadth * breadth + depth * votes + 1,
  'single-level'(task, problem, options) {
    const division = task.divide(problem, options.leaf);
    if (division.splits.length === 0) return 1;
    const parts = division.children(division.splits.map(split => split.byCode()));
    return own(division.splits.length, options) + parts.length;
  },
  'divide-and-conquer': levels,
};

/**
 * Calls that strategies make on one problem if the model divides it as code would: computed, without a model. Where the model is free
 * to divide otherwise (texts), it is an estimate. Null for a strategy that is not known here; those that do not suit the task make none.
 */
export function expectedCalls<P extends Json>(
  chosen: readonly Pick<Strategy, 'id'>[],
  task: Task<P>,
  problem: P,
  options: StrategyOptions,
): number | null {
  let sum = 0;
  for (const { id } of chosen) {
    if (task.unfit[id] !== undefined) continue;
    const count = counts[id];
    if (!count) return null;
    sum += count(task, problem, options);
  }
  return sum;
}
