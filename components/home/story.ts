import { z } from 'zod';
import { callOfEntry, outcome } from '@/components/trace/call';
import { buildTree, resultStep, type TraceScope } from '@/components/trace/tree';
import { judge, type Verdict } from '@/components/trace/verdict';
import { divisionTreeOf } from '@/components/divide-and-conquer/division-tree';
import type { CallEntry } from '@/lib/experiment/entry';
import type { Run } from '@/lib/experiment/run';
import { findPanel } from '@/lib/panels/index';
import { strategies } from '@/lib/panels/divide-and-conquer/strategies/registry';

/** A problem in the tree of a divided one, with what came out of it. */
export interface StoryNode {
  key: string;
  /** `48 × 91` */
  problem: string;
  /** As the model gave it; null if it gave none. */
  answer: string | null;
  verdict: Verdict;
  children: StoryNode[];
}

/** How one strategy ended on the problem. */
export interface Ending {
  id: string;
  title: string;
  color: number;
  answer: string | null;
  /** Null where it cannot be told. */
  isRight: boolean | null;
  calls: number;
}

/** One problem of a run, told for the home page. */
export interface Story {
  problem: string;
  root: StoryNode;
  endings: Ending[];
  /** Id of the engine that answered, and the sum of its times in milliseconds over the calls of the tree. */
  engine: string;
  calls: number;
  milliseconds: number;
}

const divided = 'divide-and-conquer';
const factors = z.object({ a: z.string().regex(/^\d{1,40}$/), b: z.string().regex(/^\d{1,40}$/) });
const problemResult = z.object({
  strategies: z.record(
    z.string(),
    z.union([
      z.object({ answer: z.string(), correct: z.boolean().nullable() }),
      z.object({ failure: z.object({ kind: z.string() }) }),
    ]),
  ),
});

/** The first problem of the run that was divided and conquered; null where there is none, as in the run of another panel. */
export async function storyOf(run: Run): Promise<Story | null> {
  const panel = findPanel(run.experiment.panel);
  if (panel?.id !== divided) return null;
  for (const unit of await panel.units(run.experiment)) {
    const problem = factors.safeParse((unit.input as { problem?: unknown }).problem);
    const calls = run.entries.filter(entry => entry.path[0] === unit.name);
    const tree = buildTree(calls.map(callOfEntry), [unit.name, divided]);
    if (!problem.success || tree.scopes.length === 0) continue;

    const { byScope, rules } = divisionTreeOf(problem.data, Number(run.experiment.settings['leaf']), tree);
    const verdicts = judge(tree, rules);
    const node = (scope: TraceScope): StoryNode => {
      const place = byScope.get(scope.key);
      const result = resultStep(scope);
      const answer = result && outcome(result.call);
      return {
        key: scope.key,
        problem: place ? `${place.given.a} × ${place.given.b}` : scope.name,
        answer: answer === undefined ? null : String(answer),
        verdict: (result && verdicts.get(result.key)) ?? 'unknown',
        children: scope.scopes.map(node),
      };
    };
    const asked = calls.filter(entry => entry.kind === 'call');
    const inTree = asked.filter(entry => entry.path[1] === divided);
    return {
      problem: `${problem.data.a} × ${problem.data.b}`,
      root: node(tree),
      endings: endingsOf(run, unit.name, asked),
      engine: inTree[0]?.engine ?? run.experiment.model.engine,
      calls: inTree.length,
      milliseconds: inTree.reduce((sum, call) => sum + call.timings.total_ms, 0),
    };
  }
  return null;
}

function endingsOf(run: Run, unit: string, calls: CallEntry[]): Ending[] {
  const result = problemResult.safeParse(run.results.find(({ name }) => name === unit)?.value);
  if (!result.success) return [];
  return strategies.flatMap(({ id, title }, color) => {
    const ending = result.data.strategies[id];
    if (!ending) return [];
    const isAnswered = 'answer' in ending;
    return {
      id,
      title,
      color,
      answer: isAnswered ? ending.answer : null,
      isRight: isAnswered ? ending.correct : false,
      calls: calls.filter(({ path }) => path[1] === id).length,
    };
  });
}
