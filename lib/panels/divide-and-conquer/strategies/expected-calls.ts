import type { Json } from '@/lib/core/json';
import type { Strategy, StrategyOptions, TaskPrompts } from './contract';

type Count = <P extends Json>(prompts: TaskPrompts<P>, problem: P, options: StrategyOptions) => number;

const byModel = (doer: StrategyOptions['split']): 0 | 1 => (doer === 'model' ? 1 : 0);

/** Calls of multi-level divide-and-conquer below and at one problem (arXiv 2402.05359, algorithm 2), where every split cuts as code would. */
function levels<P extends Json>(prompts: TaskPrompts<P>, problem: P, options: StrategyOptions): number {
  if (prompts.size(problem) <= options.leaf) return 1;
  const division = prompts.divide(problem, options.leaf);
  return division
    .children(division.splits.map(split => split.byCode()))
    .reduce((sum, part) => sum + levels(prompts, part.problem, options), own(division.splits.length, options));
}

/** Splits and the merge of one division. */
const own = (splits: number, { split, merge }: StrategyOptions): number => splits * byModel(split) + byModel(merge);

const counts: Record<string, Count> = {
  io: () => 1,
  cot: () => 1,
  'cot-sc': (_task, _problem, { samples }) => samples,
  'least-to-most'(prompts, problem, { split }) {
    const sequence = prompts.sequence?.(problem);
    return sequence ? byModel(split) + sequence.list.byCode().length + (sequence.conclude ? 1 : 0) : 0;
  },
  // Each line is decided and answered; the last one is only decided.
  decomposed: (prompts, problem) => 2 * (prompts.program?.(problem).longest ?? 0) + 1,
  // The first level starts from one empty path, the later ones from `breadth` paths.
  'tree-of-thoughts': (_task, _problem, { breadth, depth, votes }) =>
    breadth + (depth - 1) * breadth * breadth + depth * votes + 1,
  'single-level'(prompts, problem, options) {
    const division = prompts.divide(problem, options.leaf);
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
  prompts: TaskPrompts<P>,
  problem: P,
  options: StrategyOptions,
): number | null {
  let sum = 0;
  for (const { id } of chosen) {
    if (prompts.unsupported[id] !== undefined) continue;
    const count = counts[id];
    if (!count) return null;
    sum += count(prompts, problem, options);
  }
  return sum;
}
