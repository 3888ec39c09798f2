import { failures } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import { entryOf, failureOf, outcomeOf, type Seen } from '@/lib/evaluation/outcome';
import { beginning, lineOfValue, printed, shortenAll } from '@/lib/evaluation/shorten';
import { inProgramOrder, type StepInTree, type TreeScope } from '@/lib/evaluation/tree';
import type { StrategyReading } from './reading';
import type { TaskPrompts } from './tasks/prompts';

/** Where things went wrong, in one sentence, and the step that it names. */
export interface FirstError {
  sentence: string;
  /** Key of the step to open; null where no single step can be blamed. */
  step: string | null;
  /** Whether the answer is right all the same. */
  isHarmless: boolean;
}

/**
 * Names the step at fault, or, of an answer that is right, the first step that was wrong. `isRight` says how the strategy ended: null
 * where that is not known (yet). Null where nothing is known to be wrong.
 */
export function firstError<T extends Seen>(
  read: StrategyReading<T>,
  isRight: boolean | null,
  prompts: Pick<TaskPrompts<never>, 'answerInWords'>,
): FirstError | null {
  const { tree, verdicts, error } = read;
  const all = [...inProgramOrder(tree)];
  const entered = all.filter(({ step }) => verdicts.get(step.key) === 'entered');
  const isHarmless = isRight === true;
  const origin = all.find(({ step }) => step.item.path === error?.path);
  const blamed = origin && verdicts.get(origin.step.key) !== 'wrong' ? origin : entered[0];
  if (!blamed) {
    if (isRight !== false || !all.some(({ step }) => verdicts.get(step.key) === 'wrong')) return null;
    const sentence =
      'The answer is wrong. The right answers to the calls before it are not known, so where the error entered cannot be told.';
    return { sentence, step: null, isHarmless };
  }
  const reason = reasonOf(blamed, read, prompts);
  if (all.length === 1) return { sentence: `This single call was wrong${reason}.`, step: blamed.step.key, isHarmless };
  const place = `${placeOf(blamed, read)}${reason}`;
  return { sentence: `${opening(entered, blamed, isHarmless)}${place}.`, step: blamed.step.key, isHarmless };
}

function opening<T extends Seen>(
  entered: readonly StepInTree<T>[],
  blamed: StepInTree<T>,
  isHarmless: boolean,
): string {
  const places = `errors entered at ${entered.length} places`;
  if (isHarmless) {
    return entered.length > 1
      ? `The answer is right, although ${places}, first `
      : 'The answer is right, although an error entered ';
  }
  if (entered.length < 2) return 'The error entered ';
  const isFirst = entered[0]?.step === blamed.step;
  return `E${places.slice(1)}, ${isFirst ? 'first ' : 'of which one leaves no answer: '}`;
}

/** `here: 47 × 6`, `in the split of 4821 × 17`, `in step 4: 4821 × 7`. */
function placeOf<T extends Seen>({ step, scope }: StepInTree<T>, { tree, reading }: StrategyReading<T>): string {
  const parent = parentOf(scope, tree);
  const whole = beginning(shortenAll(reading.titleOf(scope, parent).whole), 90);
  const { order } = scope.roleOf(step);
  if (step.role === 'split') {
    const split = reading.splitOf?.(step);
    return `in the split${split ? ` of ${split}` : ''}${parent ? ` in ${whole}` : ''}`;
  }
  if (order === 'before') return `in the ${uncapitalised(scope.roleOf(step).label)} of ${scope.name}`;
  if (!parent) return `in the ${step.name}`;
  if (order === 'after') return `in the ${step.name} of ${whole}`;
  const { isSequence, isCandidate } = parent.roleOf(scope);
  if (isSequence) return `in ${whole}`;
  if (!isCandidate) return `here: ${whole}`;
  const above = parentOf(parent, tree);
  return `in ${scope.name}${above ? ` of ${reading.titleOf(parent, above).whole}` : ''}`;
}

function parentOf<T extends Seen>(scope: TreeScope<T>, tree: TreeScope<T>): TreeScope<T> | undefined {
  if (tree.scopes.includes(scope)) return tree;
  for (const child of tree.scopes) {
    const found = parentOf(scope, child);
    if (found) return found;
  }
  return undefined;
}

/** ` (the model said 292, right is 282)`, `: statement 3 was dropped`. */
function reasonOf<T extends Seen>(
  { step, scope }: StepInTree<T>,
  { reading }: StrategyReading<T>,
  prompts: Pick<TaskPrompts<never>, 'answerInWords'>,
): string {
  const entry = entryOf(step.item);
  const found = outcomeOf(entry);
  if (found === undefined) {
    const failure = failureOf(entry);
    const { sentence } = failures[failure?.kind ?? 'answer-unparsable'];
    const detail = failure?.detail ? ` ${failure.detail}` : '';
    return `: ${uncapitalised(`${sentence}${detail}`).replace(/\.$/, '')}`;
  }
  const expected = reading.rules.expected(step, scope);
  if (expected === undefined) return '';
  const loss = reading.lossOf?.(step);
  if (loss) return `: ${loss}`;
  const said = (value: Json) => {
    const line = lineOfValue(value);
    return quoted(beginning(shortenAll(printed(prompts.answerInWords?.(line) ?? line)), 60));
  };
  const who = entry?.kind === 'value' ? 'code found' : 'the model said';
  return ` (${who} ${said(found)}, right is ${said(expected)})`;
}

/** Words in quotes; figures and formulas as they are. */
const quoted = (text: string): string => (/^[\d\s…|×+⁰¹²³⁴⁵⁶⁷⁸⁹]+$/.test(text) ? text : `“${text}”`);

const uncapitalised = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);
