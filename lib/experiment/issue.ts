import type * as z from 'zod';

/** What is wrong with a value and what is allowed, as one sentence: `sampling.temperature: must be at most 2.` */
export function describeIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  if (!issue) return 'It is not valid.';
  const where = issue.path.length === 0 ? '' : `${shorten(issue.path.join('.'), 80)}: `;
  return `${where}${requirement(issue)}.`;
}

function requirement(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${article(issue.expected)}`;
    case 'too_big':
      return bound(issue.origin, `at most ${issue.maximum}`);
    case 'too_small':
      return bound(issue.origin, `at least ${issue.minimum}`);
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${shorten(issue.values.map(String).join(', '), 160)}`;
    case 'unrecognized_keys':
      return `unknown name ${shorten(issue.keys.map(key => JSON.stringify(key)).join(', '), 80)}`;
    default:
      return shorten(issue.message, 160);
  }
}

const nouns: Record<string, string> = { int: 'a whole number', object: 'an object', array: 'a list', string: 'a text' };
const article = (expected: string): string => nouns[expected] ?? `a ${expected}`;

function bound(origin: string, amount: string): string {
  if (origin === 'string') return `must have ${amount} characters`;
  return origin === 'array' ? `must have ${amount} items` : `must be ${amount}`;
}

const shorten = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length)}…` : text);
