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

/**
 * The last number of a text in one form, with its sign and decimals; separators of thousands are passed over. As text, because
 * twenty digits are more than a floating-point number tells apart. Undefined if there is none.
 */
function numberIn(text: string): string | undefined {
  const found = [...text.replace(/(?<=\d),(?=\d{3})/g, '').matchAll(/(?<![\d.])([-\u2212]?)(\d+)(?:\.(\d+))?/g)].at(-1);
  if (!found) return undefined;
  const [, sign = '', whole = '', fraction = ''] = found;
  const digits = whole.replace(/^0+(?=\d)/, '');
  const decimals = fraction.replace(/(?<!0)0+$/, '');
  const isZero = digits === '0' && decimals === '';
  return `${sign && !isZero ? '-' : ''}${digits}${decimals && `.${decimals}`}`;
}

/** Whether an answer passes; null without anything to compare with, or with a pattern that cannot be read. */
export function checkOwn(checker: Checker, expected: string | null, answer: string): boolean | null {
  if (checker === 'none' || expected === null) return null;
  switch (checker) {
    case 'exact':
      return plain(answer) === plain(expected);
    case 'number':
      return numberIn(expected) === undefined ? null : numberIn(answer) === numberIn(expected);
    case 'contains':
      return plain(answer).toLowerCase().includes(plain(expected).toLowerCase());
    case 'pattern':
      return checkPattern(expected, answer);
  }
}

/**
 * Characters of an answer that is held against a pattern: with the bound of its size, no check takes longer than a moment. Longer answers
 * (parts that code put together) are not judged: a beginning of one says nothing about its end.
 */
const longestChecked = 20_000;

function checkPattern(pattern: string, answer: string): boolean | null {
  const found = compiled(pattern);
  return typeof found === 'function' && answer.length <= longestChecked ? found(answer) : null;
}
