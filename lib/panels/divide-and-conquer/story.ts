import { entryOf, outcomeOf, type Seen } from '@/lib/evaluation/outcome';
import { beginning, lineOfValue } from '@/lib/evaluation/shorten';
import { inProgramOrder, resultStep, type TreeScope } from '@/lib/evaluation/tree';
import { isAnswered } from '@/lib/evaluation/trial';
import type { CallEntry } from '@/lib/experiment/entry';
import type { SummarisedRun } from '@/lib/experiment/panel';
import type { StoryEnding, StoryNode, TreeStory } from '@/lib/experiment/story';
import { presentProblem } from './present';
import { readStrategy, type StrategyReading } from './reading';
import { type Registry, registry as everything } from './registry';
import { problemResults, type StrategyResult } from './result';
import type { DivideAndConquerSettings } from './settings';

/** The first problem of a run, with the tree of its first strategy that divides repeatedly; null where none divided it. */
export function storyOf(
  { experiment: { settings }, results, entries }: SummarisedRun<DivideAndConquerSettings>,
  registry: Registry = everything,
): TreeStory | null {
  const [first] = problemResults(results);
  const used = registry.strategies.filter(({ id }) => first?.value.strategies[id] !== undefined);
  const divided = used.find(({ divides }) => divides === 'repeatedly');
  if (!first || !divided) return null;
  const { name, value } = first;
  const read = (strategy: string) =>
    readStrategy({
      ...{ items: entries, root: [name, strategy] as const, problem: value.problem, settings, registry },
      result: value.strategies[strategy],
    });
  const tree = read(divided.id);
  if (tree.tree.scopes.length === 0) return null;
  const calls = callsOf(tree.tree);
  const { heading } = presentProblem({ problem: value.problem }, name, settings, registry).description;
  const endings = used.map(({ id, title }): StoryEnding => ({
    ...{ id, title, series: registry.strategies.findIndex(strategy => strategy.id === id) },
    ...endingOf(value.strategies[id]),
    calls: callsOf(read(id).tree).length,
  }));
  return {
    kind: 'tree',
    sentence: `${beginning(heading, 100)} is split until each part is easy; the answers are merged on the way back.`,
    problem: heading,
    root: nodeOf(tree.tree, undefined, tree),
    endings,
    engine: calls[0]?.engine ?? value.model.engine,
    calls: calls.length,
    milliseconds: calls.reduce((sum, { timings }) => sum + timings.total_ms, 0),
  };
}

function nodeOf<T extends Seen>(
  scope: TreeScope<T>,
  parent: TreeScope<T> | undefined,
  read: StrategyReading<T>,
): StoryNode {
  const result = resultStep(scope);
  const answer = result && outcomeOf(entryOf(result.item));
  return {
    problem: beginning(read.reading.titleOf(scope, parent).whole, 200),
    answer: answer === undefined ? null : beginning(lineOfValue(answer), 200),
    verdict: (result && read.verdicts.get(result.key)) ?? 'unknown',
    children: scope.scopes.map(child => nodeOf(child, scope, read)),
  };
}

const endingOf = (result: StrategyResult | undefined): Pick<StoryEnding, 'answer' | 'isRight'> =>
  result && 'answer' in result
    ? { answer: beginning(result.answer, 200), isRight: result.correct }
    : { answer: null, isRight: result && isAnswered(result) ? false : null };

const callsOf = (tree: TreeScope<Seen>): CallEntry[] =>
  [...inProgramOrder(tree)].flatMap(({ step }) => {
    const entry = entryOf(step.item);
    return entry?.kind === 'call' ? [entry] : [];
  });
