import { isOfTheModel } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import { originOf } from '@/lib/evaluation/attribution';
import { type Seen } from '@/lib/evaluation/outcome';
import { buildTree, inProgramOrder, type Placed, resultStep, type TreeScope } from '@/lib/evaluation/tree';
import { isAnswered, type TrialError } from '@/lib/evaluation/trial';
import { journaledTruth, judge, type Rules, type Verdicts } from '@/lib/evaluation/verdict';
import { isOfAnswers, kindOf } from './evaluation/error-kinds';
import { findStrategy, findTask, type Registry, registry as everything } from './registry';
import type { StrategyResult } from './result';
import { type DivideAndConquerSettings, taskSettings } from './settings';
import type { Reading } from './strategies/contract';
import { outcomeTitle } from './strategies/outcome-words';
import { namedTitle, readPlainly } from './strategies/plain-reading';

/** What one strategy did on one problem, as far as its journal tells. */
export interface StrategyReading<T extends Seen = Seen> {
  tree: TreeScope<T>;
  reading: Reading<T>;
  verdicts: Verdicts;
  /** What made the answer wrong or unusable; null where it is right, cannot be checked, or did not come (yet). */
  error: TrialError | null;
}

export interface ReadOptions<T extends Seen> {
  /** Journal entries, or calls of a running program; those of other strategies are passed over. */
  items: Iterable<T>;
  /** Name of the unit in the journal, and id of the strategy. */
  root: readonly [unit: string, strategy: string];
  /** As the unit's input has it: of a file it may be anything. */
  problem: Json;
  settings: DivideAndConquerSettings;
  /** Once it has ended. */
  result?: StrategyResult | undefined;
  /** Makes an item of a call that is still to come: the tree then shows those, too. */
  pending?: (call: Placed) => T;
  registry?: Registry;
}

/**
 * Reads a strategy's journal: its call tree, what is right where, and where an error entered. Table, tree and export go by this alone.
 * Never throws: a journal from a file may hold anything, and parts that do not fit together tell nothing.
 */
export function readStrategy<T extends Seen>(options: ReadOptions<T>): StrategyReading<T> {
  const { items, root, result, pending, registry = everything } = options;
  const strategy = findStrategy(root[1], registry);
  const all = [...items];
  const done = buildTree(all, root, strategy?.roles);
  const reading = guarded(safely(() => readingOf(done, options, registry)) ?? plainReading<T>());
  const tree =
    pending && reading.pending.length > 0
      ? buildTree([...reading.pending.map(pending), ...all], root, strategy?.roles)
      : done;
  const rules = refusing(reading.rules, tree, result);
  const verdicts = safely(() => judge(tree, rules)) ?? new Map();
  return { tree, reading, verdicts, error: errorOf(tree, verdicts, options, registry) };
}

function readingOf<T extends Seen>(
  tree: TreeScope<T>,
  { root, problem: value, settings }: ReadOptions<T>,
  registry: Registry,
): Reading<T> | undefined {
  const task = findTask(settings.task, registry);
  const problem = task.readProblem(value);
  if (problem === undefined) return undefined;
  const context = { prompts: task.prompts(taskSettings(settings, task)), problem, options: settings.options };
  return findStrategy(root[1], registry)?.read?.(tree, context) ?? readPlainly<T, Json>(context);
}

const plainReading = <T extends Seen>(): Reading<T> => ({
  rules: journaledTruth as Rules<T>,
  pending: [],
  titleOf: (scope, parent) => (parent ? namedTitle(scope) : { short: 'problem', whole: 'problem' }),
  outcomeOf: step => outcomeTitle(step, {}),
});

/** Views ask a reading long after it was made: whatever it meets in the values of a file, it then knows nothing, and does not throw. */
function guarded<T extends Seen>(reading: Reading<T>): Reading<T> {
  const plain = plainReading<T>();
  const { splitOf, lossOf } = reading;
  return {
    ...reading,
    rules: { ...reading.rules, expected: (step, scope) => safely(() => reading.rules.expected(step, scope)) },
    titleOf: (scope, parent) => safely(() => reading.titleOf(scope, parent)) ?? plain.titleOf(scope, parent),
    outcomeOf: step => safely(() => reading.outcomeOf(step)) ?? plain.outcomeOf(step),
    ...(splitOf && { splitOf: step => safely(() => splitOf(step)) }),
    ...(lossOf && { lossOf: step => safely(() => lossOf(step)) }),
  };
}

/** A checker may refuse an answer of which the right one is not known: the last step is then wrong all the same. */
function refusing<T extends Seen>(rules: Rules<T>, tree: TreeScope<T>, result: StrategyResult | undefined): Rules<T> {
  if (!result || !('answer' in result) || result.correct !== false) return rules;
  const last = resultStep(tree)?.key;
  return { ...rules, isRefused: step => step.key === last };
}

function errorOf<T extends Seen>(
  tree: TreeScope<T>,
  verdicts: Verdicts,
  { root, result }: ReadOptions<T>,
  registry: Registry,
): TrialError | null {
  if (!result || !isAnswered(result) || ('answer' in result && result.correct !== false)) return null;
  const ending = 'failure' in result ? result.failure.kind : '';
  const failure = isOfTheModel(ending) ? ending : undefined;
  const origin = originOf(tree, verdicts, failure);
  const isTold = failure === undefined || origin?.how === 'failed' || isOfAnswers(failure);
  const isAlone = [...inProgramOrder(tree)].length === 1;
  return kindOf(findStrategy(root[1], registry), isTold ? origin : null, { failure, isAlone });
}

function safely<R>(read: () => R): R | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
