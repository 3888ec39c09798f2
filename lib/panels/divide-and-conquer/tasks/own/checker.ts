import { asFailure } from '@/lib/core/failure';
import { numberSaid } from '../number-said';
import { isSame, type NumberText } from '../number-text';
import { mostInstructions, patternSize } from './pattern-size';

/** How an answer is compared with the expected one. */
export type Checker = 'none' | 'exact' | 'number' | 'contains' | 'pattern';

/** Whether the pattern matches a part of a text. */
type Matches = (text: string) => boolean;

/** Patterns come from links: an engine that takes linear time is used, never the browser's, which a pattern can hang. */
let compile: ((pattern: string) => Matches) | undefined;

/** Fetches the pattern engine, where a task needs it. */
export async function loadPatterns(): Promise<void> {
  const { RE2JS } = await import('re2js');
  compile = pattern => {
    const compiled = RE2JS.compile(pattern);
    return text => compiled.matcher(text).find();
  };
}

/** Patterns that are kept compiled; the one that was compiled first goes first. */
const mostKept = 64;
const kept = new Map<string, Matches | { problem: string }>();

/** The compiled pattern, or what is wrong with it. Undefined before `loadPatterns` has ended. */
function compiled(pattern: string): Matches | { problem: string } | undefined {
  if (patternSize(pattern) > mostInstructions) return { problem: tooLarge };
  const known = kept.get(pattern);
  if (known || !compile) return known;
  const made = tryCompile(compile, pattern);
  if (kept.size >= mostKept) kept.delete(kept.keys().next().value ?? '');
  kept.set(pattern, made);
  return made;
}

function tryCompile(make: (pattern: string) => Matches, pattern: string): Matches | { problem: string } {
  try {
    return make(pattern);
  } catch (error) {
    return { problem: error instanceof Error ? error.message : 'It is no pattern.' };
  }
}

const tooLarge = `it is too large. With its repetitions multiplied out, it may have ${mostInstructions} steps, about.`;

/**
 * What is wrong with a pattern, in words, or undefined. `loadPatterns` must have ended. Compiles it only where `patternSize` is below the
 * bound.
 */
export function patternProblem(pattern: string): string | undefined {
  const found = compiled(pattern);
  return typeof found === 'object' ? found.problem : undefined;
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
      return checkPattern(expected, answer);
  }
}

/**
 * Instructions of a pattern times characters of an answer: about the steps of a check. One million of them took at most 0.11 s of one
 * core, over 1,700 patterns that a search for the slowest has tried. Answers that would need more are not judged: a beginning of one says
 * nothing about its end.
 */
const mostSteps = 1_000_000;

function checkPattern(pattern: string, answer: string): boolean | null {
  const found = compiled(pattern);
  const isShort = patternSize(pattern) * answer.length <= mostSteps;
  return typeof found === 'function' && isShort ? found(answer) : null;
}
