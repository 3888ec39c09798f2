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
      return patternProblem(expected) === undefined ? (matches?.(expected, answer) ?? null) : null;
  }
}
