import { asFailure } from '@/lib/core/failure';
import { numberSaid } from '../number-said';
import { isSame, type NumberText } from '../number-text';

/** How an answer is compared with the expected one. */
export type Checker = 'none' | 'exact' | 'number' | 'contains' | 'pattern';

type Matches = (pattern: string, text: string) => boolean;

/** Patterns come from links: an engine that takes linear time is used, never the browser's, which a pattern can hang. */
let matches: Matches | undefined;

/** Fetches the pattern engine, where a task needs it. */
export async function loadPatterns(): Promise<void> {
  const { RE2JS } = await import('re2js');
  matches = (pattern, text) => RE2JS.compile(pattern).matcher(text).find();
}

/** What is wrong with a pattern, as a sentence, or undefined. `loadPatterns` must have ended. */
export function patternProblem(pattern: string): string | undefined {
  try {
    matches?.(pattern, '');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : 'The pattern cannot be read.';
  }
}

const plain = (text: string): string => text.trim().replace(/\s+/g, ' ');

/** Whether it can be told which number an expected answer means. */
export const tellsNumber = (expected: string): boolean => numberOf(expected) !== undefined;

function numberOf(text: string): NumberText | undefined {
  try {
    const said = numberSaid(text);
    return said === 'several' ? undefined : said;
  } catch (error) {
    if (asFailure(error).kind === 'answer-unparsable') return undefined;
    throw error;
  }
}

/**
 * Whether the number that an answer means (`numberSaid`) has the value of the expected one. Values are exact, whatever their form: signs,
 * decimals, groups of digits, fractions, powers of ten and percent; `1.000` and `1,000` may be a thousand or one. Times, dates and the like
 * are compared piece by piece. Units and currencies are not compared. An answer of which it cannot be told is wrong; null where that holds
 * of the expected one.
 */
function isNumberOf(expected: string, answer: string): boolean | null {
  const right = numberOf(expected);
  if (!right) return null;
  const found = numberOf(answer);
  return found !== undefined && isSame(right, found);
}

/** Whether an answer passes; null without anything to compare with, or with a pattern that cannot be read. */
export function checkOwn(checker: Checker, expected: string | null, answer: string): boolean | null {
  if (checker === 'none' || expected === null) return null;
  switch (checker) {
    case 'exact':
      return plain(answer) === plain(expected);
    case 'number':
      return isNumberOf(expected, answer);
    case 'contains':
      return plain(answer).toLowerCase().includes(plain(expected).toLowerCase());
    case 'pattern':
      return patternProblem(expected) === undefined ? (matches?.(expected, answer) ?? null) : null;
  }
}
