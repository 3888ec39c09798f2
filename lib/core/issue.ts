import type * as z from 'zod/mini';

/**
 * What is wrong with a value and what is allowed, as one sentence: `sampling.temperature: must be at most 2.` The words are ours: zod/mini
 * brings none. A rule of our own (`z.regex`, `z.refine`, `z.custom`) brings its words with it.
 *
 * @param above names of what the value stands in, from the outermost on
 */
export function describeIssue(error: z.core.$ZodError, above: readonly string[] = []): string {
  const issue = error.issues[0];
  if (!issue) return 'It is not valid.';
  const path = [...above, ...issue.path].join('.');
  return `${path === '' ? '' : `${shorten(path, 80)}: `}${requirement(issue)}.`;
}

function requirement(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      // NaN and Infinity are numbers to JavaScript, and Zod says which it met.
      return `must be ${nouns[issue.expected] ?? `a ${issue.expected}`}${'received' in issue ? `, not ${issue.received}` : ''}`;
    case 'too_big':
      return bound(issue.origin, issue.inclusive === false ? 'less than' : 'at most', issue.maximum);
    case 'too_small':
      return bound(issue.origin, issue.inclusive === false ? 'more than' : 'at least', issue.minimum);
    case 'invalid_value':
      return oneOf(issue.values);
    case 'unrecognized_keys':
      return `unknown name ${shorten(issue.keys.map(key => JSON.stringify(key)).join(', '), 80)}`;
    case 'invalid_key':
      return `its name ${issue.issues[0] ? requirement(issue.issues[0]) : 'is not allowed'}`;
    case 'invalid_union':
      // Of a discriminated union, the options are the values of the name that its path ends with.
      return 'options' in issue && issue.options ? oneOf(issue.options) : 'has none of the forms that are allowed';
    default:
      return shorten(issue.message, 160);
  }
}

const nouns: Record<string, string> = {
  int: 'a whole number',
  string: 'a text',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
  tuple: 'a list',
};

const oneOf = (values: readonly unknown[]): string =>
  `must be ${values.length > 1 ? 'one of ' : ''}${shorten(values.map(String).join(', '), 160)}`;

/** What bounds count, by what they are bounds of. */
const counted: Record<string, string> = { string: 'character', array: 'item' };

function bound(origin: string, side: string, limit: number | bigint): string {
  const noun = counted[origin];
  return noun ? `must have ${side} ${limit} ${noun}${Number(limit) === 1 ? '' : 's'}` : `must be ${side} ${limit}`;
}

const shorten = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length)}…` : text);
