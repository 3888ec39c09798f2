import { isBefore, isSequence, resultStep, type TreeScope } from '@/lib/evaluation/tree';
import type { Verdict } from '@/lib/evaluation/verdict';
import type { JournalEntry } from '@/lib/experiment/entry';
import { firstError } from '@/lib/panels/divide-and-conquer/first-error';
import { readStrategy, type StrategyReading } from '@/lib/panels/divide-and-conquer/reading';
import { promptsOf } from '@/lib/panels/divide-and-conquer/used';
import { runPanel, type Settings } from '@/tests/support/panel-run';

/** A scope as a drawing shows it. */
export interface Node {
  title: string;
  whole: string;
  result: string;
  outcome: string;
  verdict: Verdict | undefined;
  splits: { text: string; verdict: Verdict | undefined }[];
  children: Node[];
  isSequence: boolean;
}

/** What is read of one strategy. */
export interface Read {
  root: Node;
  /** The sentence above its tree; undefined where there is none. */
  error: string | undefined;
  /** Verdicts of its steps by the path below the strategy. */
  verdict: (...names: string[]) => Verdict | undefined;
  read: StrategyReading<JournalEntry>;
}

/** Runs one problem with one strategy on scripted answers and reads it as the page does. */
export async function see(strategy: string, settings: Settings, answer: (prompt: string) => string): Promise<Read> {
  const { entries, values, experiment, outcome } = await runPanel({
    settings: { ...settings, strategies: [strategy] },
    answer,
    script: { can: { batch: 8 } },
  });
  const unit = outcome.results[0]?.name ?? '';
  const result = values[0]?.strategies[strategy];
  const read = readStrategy({
    items: entries,
    root: [unit, strategy],
    problem: values[0]?.problem ?? null,
    settings: experiment.settings,
    result,
  });
  const isRight = result && 'answer' in result ? result.correct : false;
  return {
    root: nodeOf(read.tree, undefined, read),
    error: firstError(read, isRight, promptsOf(experiment.settings))?.sentence,
    verdict: (...names) => read.verdicts.get([unit, strategy, ...names].join(' / ')),
    read,
  };
}

function nodeOf(
  scope: TreeScope<JournalEntry>,
  parent: TreeScope<JournalEntry> | undefined,
  read: StrategyReading<JournalEntry>,
): Node {
  const { reading, verdicts } = read;
  const title = reading.titleOf(scope, parent);
  const result = resultStep(scope);
  const outcome = result ? reading.outcomeOf(result) : { short: '', whole: '' };
  return {
    title: title.short,
    whole: title.whole,
    result: outcome.short,
    outcome: outcome.whole,
    verdict: result && verdicts.get(result.key),
    splits: scope.steps
      .filter(step => isBefore(step, scope) && step !== result)
      .map(step => ({ text: reading.outcomeOf(step).short, verdict: verdicts.get(step.key) })),
    children: scope.scopes.map(child => nodeOf(child, scope, read)),
    isSequence: isSequence(scope),
  };
}
