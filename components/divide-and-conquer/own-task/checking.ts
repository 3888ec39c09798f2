import { asFailure } from '@/lib/core/failure';
import { type Checker, checkOwn, patternProblem, tellsNumber } from '@/lib/panels/divide-and-conquer/tasks/own/checker';
import type { OwnSettings } from '@/lib/panels/divide-and-conquer/tasks/own/fields';
import { mostInstructions, patternSize } from '@/lib/panels/divide-and-conquer/tasks/own/pattern-size';
import { type OwnProblem, parseProblems } from '@/lib/panels/divide-and-conquer/tasks/own/problem';
import { parseOwn } from '@/lib/panels/divide-and-conquer/tasks/own/task-prompts';

/** What a checker does, in one or two sentences. */
export const checkerHints: Record<Checker, string> = {
  none: 'Answers are shown and not judged.',
  exact: 'An answer is right if it equals the expected one. Extra spaces make no difference.',
  number: 'An answer is right if its number has the expected value. 1,000 and 1e3 equal 1000.',
  contains: 'An answer is right if it contains the expected text. Capital letters make no difference.',
  pattern:
    'The expected answer is a regular expression (RE2: no look-around, no back references). An answer is right if the expression matches a part of it.',
};

/** Why no answer to a problem can be judged, as a sentence. For patterns, `loadPatterns` must have ended. */
export function expectedProblem({ expected }: Pick<OwnProblem, 'expected'>, checker: Checker): string | undefined {
  if (checker === 'none' || expected === null) return undefined;
  if (checker === 'pattern') {
    const problem = patternProblem(expected);
    return problem && `The pattern cannot be read: ${problem}`;
  }
  if (expected === '') return 'The expected answer is empty.';
  if (checker === 'number' && !/\p{Nd}/u.test(expected)) return 'The expected answer holds no number.';
  if (checker === 'number' && !tellsNumber(expected))
    return 'It cannot be told which number the expected answer means.';
  return undefined;
}

interface Facts {
  problems: OwnProblem[];
  /** How many problems have an expected answer that the checker compares with. */
  judged: number;
  /** The first expected answer that no answer can meet, as a sentence. */
  fault: string | undefined;
}

/** Instructions of patterns, about, that are compiled to tell whether they can be read: a link is opened, and a text typed, without a wait. */
const mostCompiled = 1000;

/** The problems whose expected answers are looked at: all but those whose patterns would take too long to compile here. */
function lookedAt(problems: readonly OwnProblem[], checker: Checker): readonly OwnProblem[] {
  if (checker !== 'pattern') return problems;
  let left = mostCompiled;
  const end = problems.findIndex(({ expected }) => {
    const size = patternSize(expected ?? '');
    // One that is too large is refused without a compilation.
    left -= size > mostInstructions ? 0 : size;
    return left < 0;
  });
  return end < 0 ? problems : problems.slice(0, end);
}

/** The problems as a run reads them. */
export function ownFacts({ problems: text, checker }: Pick<OwnSettings, 'problems' | 'checker'>): Facts {
  const problems = parseProblems(text);
  const judged = checker === 'none' ? 0 : problems.filter(({ expected }) => expected !== null).length;
  const faults = lookedAt(problems, checker).map(problem => expectedProblem(problem, checker));
  const faulty = faults.findIndex(fault => fault !== undefined);
  return { problems, judged, fault: faulty < 0 ? undefined : `Problem ${faulty + 1}: ${faults[faulty]}` };
}

/** How a run reads a made-up answer, and what the checker says of it. */
export type Tried = { read: string; verdict: boolean | null } | { failure: string };

export function tryAnswer(checker: Checker, expected: string | null, text: string): Tried {
  try {
    const read = parseOwn(text);
    return { read, verdict: checkOwn(checker, expected, read) };
  } catch (error) {
    return { failure: asFailure(error).detail };
  }
}
