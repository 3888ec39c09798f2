import fc from 'fast-check';
import { describe, it } from 'vitest';
import { Failure } from '@/lib/core/failure';
import { answerText, jsonList } from '@/lib/panels/divide-and-conquer/tasks/answer-text';
import { parseNumber, parseParts } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/parse';
import { parseLine, parseList } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/parse-lines';
import { checkOwn } from '@/lib/panels/divide-and-conquer/tasks/own/checker';
import { parseProblems } from '@/lib/panels/divide-and-conquer/tasks/own/problem';
import { fill, parseOwn, parseParts as parseOwnParts } from '@/lib/panels/divide-and-conquer/tasks/own/task-prompts';
import { parseBallot } from '@/lib/panels/divide-and-conquer/tasks/verification/parse-ballot';
import { parseChoice } from '@/lib/panels/divide-and-conquer/tasks/verification/parse-choice';
import { parseFinding } from '@/lib/panels/divide-and-conquer/tasks/verification/parse-finding';
import { holds, parseStatements, sentencesOf } from '@/lib/panels/divide-and-conquer/tasks/verification/statements';
import { visibleText, withoutThinking } from '@/lib/panels/divide-and-conquer/tasks/visible-text';
import { anyAnswer, junk } from './junk';

/** Everything that reads what a model or a user wrote. */
const readers: Record<string, (text: string) => unknown> = {
  withoutThinking,
  visibleText,
  answerText,
  jsonList,
  parseNumber,
  parseParts,
  parseLine,
  parseList,
  parseFinding,
  parseChoice,
  parseBallot: text => parseBallot(text, 4),
  parseStatements,
  sentencesOf,
  holds: text => holds(text, 'The salt tax of Orrenmouth ended in 1652.'),
  parseOwn,
  parseOwnParts,
  parseProblems,
  fill: text => fill(text, { input: '$&{part}', part: 'p' }),
  checkOwn: text => checkOwn('number', text, text),
};

/** Runs a reader; any failure of ours is a fair ending, any other error is thrown on. */
function read(reader: (text: string) => unknown, text: string): void {
  try {
    reader(text);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
}

describe.each(Object.entries(readers))('%s', (_name, reader) => {
  it('fails by name only, whatever a model says', () => {
    fc.assert(
      fc.property(anyAnswer, text => read(reader, text)),
      { numRuns: 100 },
    );
  });

  it('reads 200 kB of anything in linear time: a quadratic reader would exceed the time limit', () => {
    for (const [, text] of junk) read(reader, text);
  });
});
