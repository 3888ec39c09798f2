import { groupBy } from '@/lib/evaluation/group-by';
import { beginning, printed } from '@/lib/evaluation/shorten';
import { isAnswered } from '@/lib/evaluation/trial';
import type { JournalEntry } from '@/lib/experiment/entry';
import type { UnitReading, UnitResult } from '@/lib/experiment/panel';
import type { StepVerdict } from '@/lib/experiment/story';
import { firstError } from './first-error';
import { presentProblem } from './present';
import { readStrategy } from './reading';
import { type Registry, registry as everything } from './registry';
import { problemResults, type StrategyResult } from './result';
import type { DivideAndConquerSettings } from './settings';

/** A problem of a run in words: how each strategy ended, where its error entered, and what every step is worth. */
export function readUnit(
  result: UnitResult,
  entries: readonly JournalEntry[],
  settings: DivideAndConquerSettings,
  registry: Registry = everything,
): UnitReading {
  const verdicts = new Map<string, StepVerdict>();
  const [problem] = problemResults([result]);
  if (!problem) return { about: '', endings: [], verdicts };
  const { value } = problem;
  const { description, prompts } = presentProblem({ problem: value.problem }, result.name, settings, registry);
  const root = entries[0]?.path[0] ?? result.name;
  const byStrategy = groupBy(entries, ({ path }) => path[1] ?? '');
  const endings = registry.strategies.flatMap(({ id, title }) => {
    const ended = value.strategies[id];
    if (!ended) return [];
    const read = readStrategy({
      ...{ items: byStrategy.get(id) ?? [], root: [root, id] as const, problem: value.problem, settings, registry },
      result: ended,
    });
    for (const [key, verdict] of read.verdicts) verdicts.set(key, verdict);
    const isRight = 'answer' in ended ? ended.correct : false;
    // What a server or a network spoiled is no error of the model.
    const fault = isAnswered(ended) ? firstError(read, isRight, prompts)?.sentence : undefined;
    return [[`${title}: ${endingOf(ended)}`, fault].filter(Boolean).join(' ')];
  });
  const truth = value.truth === null ? [] : [`The right answer is ${beginning(value.truth, 200)}.`];
  return {
    about: description.heading === result.name ? '' : description.heading,
    endings: [...truth, ...endings],
    verdicts,
  };
}

function endingOf(ended: StrategyResult): string {
  if ('failure' in ended) return isAnswered(ended) ? 'no usable answer.' : 'not answered.';
  const worth = ended.correct === null ? 'not checked' : ended.correct ? 'correct' : 'wrong';
  return `${beginning(printed(ended.answer), 200)}, ${worth}.`;
}
