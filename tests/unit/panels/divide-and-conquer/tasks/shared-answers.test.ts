import { describe, expect, it } from 'vitest';
import { asFailure } from '@/lib/core/failure';
import { parseNumber } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/parse';
import { checkOwn } from '@/lib/panels/divide-and-conquer/tasks/own/checker';
import { parseChoice } from '@/lib/panels/divide-and-conquer/tasks/verification/parse-choice';
import { parseFinding } from '@/lib/panels/divide-and-conquer/tasks/verification/parse-finding';
import { sharedCases } from '@/tests/support/shared-cases';

interface Case {
  text: string;
  right: string;
}
interface Answers {
  number: Case[];
  finding: Case[];
  choice: Case[];
  ownNumberDifferent: [string, string][];
  ownNumberEqual: [string, string][];
}

const file = sharedCases('answers.json');
const answers = file && (JSON.parse(file.toString()) as Answers);

/** What is read, or why nothing is. */
function read(parse: (text: string) => string, text: string): string {
  try {
    return parse(text);
  } catch (error) {
    return `unreadable: ${asFailure(error).detail}`;
  }
}

describe.skipIf(!answers)('answers from the field', () => {
  it('say the right number', () => {
    for (const { text, right } of answers?.number ?? []) {
      const found = read(parseNumber, text);
      expect([text, right.startsWith('unreadable') ? found.split(':', 1)[0] : found]).toEqual([
        text,
        right.split(':', 1)[0],
      ]);
    }
  });

  it('say the right finding and the right choice', () => {
    const found = (parse: (text: string) => string, cases: Case[]) =>
      cases.map(({ text }) => ({ text, right: read(parse, text) }));
    const due = (cases: Case[]) => cases.map(({ text, right }) => ({ text, right }));
    expect(found(parseFinding, answers?.finding ?? [])).toEqual(due(answers?.finding ?? []));
    expect(found(parseChoice, answers?.choice ?? [])).toEqual(due(answers?.choice ?? []));
  });

  it('are compared as numbers', () => {
    for (const [a, b] of answers?.ownNumberDifferent ?? [])
      expect([a, b, checkOwn('number', a, b)]).toEqual([a, b, false]);
    for (const [a, b] of answers?.ownNumberEqual ?? []) expect([a, b, checkOwn('number', a, b)]).toEqual([a, b, true]);
  });
});
