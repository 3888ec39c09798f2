import type { Scope } from '@/lib/experiment/scope';
import type { Json } from '@/lib/ground/json';
import type { Division, Solvable, Strategy, StrategyOptions } from './contract';

/**
 * Multi-level divide-and-conquer (arXiv 2402.05359, algorithm 2): split, solve every part in a context of its own, merge. A stage sees
 * only the final answers of the one before it, never its reasoning.
 */
export const divideAndConquer: Strategy = {
  id: 'divide-and-conquer',
  title: 'Divide and conquer',
  summary: 'Splits the problem, solves each part in a context of its own, and merges only the answers.',
  solve: (task, problem, options, scope) => solve(task, problem, problem, options, scope),
};

/**
 * `ideal` is the problem that would stand at this place had all calls above been right: its results are the truth that the journal
 * records. It is lost (undefined) below a split that changed the shape of the tree.
 */
async function solve<P extends Json>(
  task: Solvable<P>,
  problem: P,
  ideal: P | undefined,
  options: StrategyOptions,
  scope: Scope,
): Promise<string> {
  const truth = ideal === undefined ? undefined : task.truth(ideal);
  if (task.size(problem) <= options.leaf) {
    const answer = await scope.ask(task.direct(problem), { name: 'solve', parse: task.parseAnswer, truth });
    return String(answer.parsed);
  }
  const division = task.divide(problem, options.leaf);
  const idealDivision = ideal === undefined ? undefined : task.divide(ideal, options.leaf);
  const parts = await split(division, idealDivision, options, scope);

  const children = division.children(parts);
  const idealChildren = idealDivision?.children(idealDivision.splits.map(each => each.byCode())) ?? [];
  const answers = await scope.all(
    children.map((child, index) => ({ ...child, ideal: sameName(idealChildren[index], child.name)?.problem })),
    child => child.name,
    (child, sub) => solve(task, child.problem, child.ideal, options, sub),
  );

  if (options.merge === 'code') {
    const merged = division.mergeByCode(parts, answers);
    scope.emit('merge', merged, truth);
    return merged;
  }
  const merged = await scope.ask(division.mergePrompt(parts, answers), {
    name: 'merge',
    parse: division.parseMerge,
    truth,
  });
  return String(merged.parsed);
}

/** The parts of every split, by the model (independent calls) or by code. */
function split<P extends Json>(
  division: Division<P>,
  ideal: Division<P> | undefined,
  options: StrategyOptions,
  scope: Scope,
): Promise<string[][]> {
  return Promise.all(
    division.splits.map(async ({ name, prompt, parse, byCode }, index) => {
      const truth = sameName(ideal?.splits[index], name)?.byCode();
      if (options.split === 'code') {
        const parts = byCode();
        scope.emit(name, parts, truth);
        return parts;
      }
      return (await scope.ask(prompt, { name, parse, truth })).parsed as string[];
    }),
  );
}

/** The ideal counterpart, if it is the same kind of piece. */
const sameName = <T extends { name: string }>(counterpart: T | undefined, name: string): T | undefined =>
  counterpart?.name === name ? counterpart : undefined;
