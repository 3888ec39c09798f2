import { outcome } from '@/components/trace/call';
import { brief } from '@/components/trace/facts';
import { stepNumber } from '@/components/trace/stages';
import { failures } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import type { Metric } from '@/lib/panels/divide-and-conquer/tasks/contract';
import type { StrategyTrace, TracedStep } from '../nodes';
import { beginning, printed, shortenAll } from '@/components/trace/shorten';
import { lostSentences } from './text-rules';
import { answerWords } from './words';

/** Where things went wrong, in one sentence, and the step that it names. */
export interface FirstError {
  sentence: string;
  /** Key of the step to open; null where no single step can be blamed. */
  step: string | null;
  /** Whether the answer is right all the same. */
  isHarmless: boolean;
}

/**
 * Names the first place, in program order, where an error entered. `isRight` says how the strategy ended: null where that is not known
 * (yet). Null where nothing is known to be wrong.
 */
export function firstError(traced: StrategyTrace, isRight: boolean | null, metric: Metric): FirstError | null {
  const entered = [...traced.steps.values()].filter(({ status: look }) => look === 'entered');
  const [first] = entered;
  const isHarmless = isRight === true;
  if (!first) {
    if (isRight !== false || ![...traced.steps.values()].some(({ status: look }) => look === 'wrong')) return null;
    const sentence =
      'The answer is wrong. The right answers to the calls before it are not known, so where the error entered cannot be told.';
    return { sentence, step: null, isHarmless };
  }
  const place = `${placeOf(first, traced)}${reasonOf(first, metric)}`;
  const many = entered.length > 1;
  const opening = isHarmless
    ? many
      ? `The answer is right, although errors entered at ${entered.length} places, first `
      : 'The answer is right, although an error entered '
    : many
      ? `Errors entered at ${entered.length} places, first `
      : 'The error entered ';
  return { sentence: `${opening}${place}.`, step: first.step.key, isHarmless };
}

/** `here: 47 × 6`, `in the split of 4821 × 17`, `in step 4: 4821 × 7`. */
function placeOf({ step, title }: TracedStep, traced: StrategyTrace): string {
  const names = step.call.path.slice(2, -1);
  const scope = names.at(-1);
  const isRoot = scope === undefined;
  const whole = beginning(shortenAll(title.whole), 90);
  const ofWhat = isRoot ? '' : ` of ${whole}`;
  if (step.name.startsWith('split')) {
    const which = step.name.replace('split', '').trim();
    return `in the split${which ? ` of the ${which} number` : ''}${isRoot ? '' : ` in ${whole}`}`;
  }
  if (step.name.startsWith('merge')) return `in the merge${ofWhat}`;
  if (step.name === 'decide') return `in the controller\u2019s line of ${scope ?? 'the program'}`;
  if (isRoot) return traced.steps.size === 1 ? 'in its only call' : `in the ${step.name}`;
  if (stepNumber(scope) !== undefined) return `in ${whole}`;
  if (/^(?:sample|thought|vote) \d/.test(scope)) {
    const level = stepNumber(names.at(-2) ?? '');
    return `in ${scope}${level === undefined ? '' : ` of level ${level}`}`;
  }
  return `here: ${whole}`;
}

/** ` (the model said 292, right is 282)`, `: statement 3 was dropped`. */
function reasonOf({ step, expected }: TracedStep, metric: Metric): string {
  const { call } = step;
  const found = outcome(call);
  const failure = call.entry?.kind === 'call' ? call.entry.failure : undefined;
  if (failure || found === undefined) {
    const { sentence } = failures[failure?.kind ?? 'answer-unparsable'];
    const detail = failure?.detail ? ` ${failure.detail}` : '';
    return `: ${uncapitalised(`${sentence}${detail}`).replace(/\.$/, '')}`;
  }
  if (expected === undefined) return '';
  if (step.name === 'split' && metric === 'detection') {
    const lost = lostSentences(found, expected);
    const which = lost.map(place => place + 1);
    if (which.length > 0)
      return `: statement${which.length > 1 ? 's' : ''} ${listed(which)} ${which.length > 1 ? 'were' : 'was'} dropped`;
  }
  const said = (value: Json) => quoted(beginning(shortenAll(printed(answerWords(brief(value), metric))), 60));
  const who = call.entry?.kind === 'value' ? 'code found' : 'the model said';
  return ` (${who} ${said(found)}, right is ${said(expected)})`;
}

/** Words in quotes; figures and formulas as they are. */
const quoted = (text: string): string => (/^[\d\s…|×+⁰¹²³⁴⁵⁶⁷⁸⁹]+$/.test(text) ? text : `“${text}”`);

const uncapitalised = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);

/** `3`, `3 and 5`, `3, 4 and 5`. */
const listed = (numbers: readonly number[]): string =>
  numbers.length < 2 ? numbers.join('') : `${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`;
