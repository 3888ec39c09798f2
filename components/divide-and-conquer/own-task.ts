import { encodeLink } from '@/lib/experiment/link';
import { asFailure } from '@/lib/core/failure';
import { divideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';
import type { ProblemSettings } from '@/lib/panels/divide-and-conquer/tasks/contract';
import { checkOwn, patternProblem } from '@/lib/panels/divide-and-conquer/tasks/own/checker';
import { parseProblems, type OwnProblem } from '@/lib/panels/divide-and-conquer/tasks/own/problem';
import { parseOwn } from '@/lib/panels/divide-and-conquer/tasks/own/task-prompts';
import type { Experiment } from '@/lib/experiment/panel';
import type { DivideAndConquerSettings } from '@/lib/panels/divide-and-conquer/settings';

export type PromptName = 'ownSplit' | 'ownSolve' | 'ownMerge';
export type Checker = ProblemSettings['ownChecker'];

/** A place in a prompt that is filled in, and by what. */
export interface Placeholder {
  name: 'input' | 'part' | 'answers';
  means: string;
}

const input: Placeholder = { name: 'input', means: 'the problem' };

/** The placeholders of each prompt; at least one of `needs` must be in it, or the model is not told what it is about. */
export const prompts: Record<PromptName, { title: string; when: string; places: Placeholder[]; needs: string[] }> = {
  ownSplit: {
    title: 'Split prompt',
    when: 'Asked first. Every line of the answer is a part.',
    places: [input],
    needs: ['input', 'part'],
  },
  ownSolve: {
    title: 'Solve prompt',
    when: 'Asked about every part; by strategies that do not split, about the whole problem.',
    places: [{ name: 'part', means: 'one part, or the whole problem' }, input],
    needs: ['part', 'input'],
  },
  ownMerge: {
    title: 'Merge prompt',
    when: 'Asked last, with the answers to all parts.',
    places: [{ name: 'answers', means: 'the answers, numbered' }, input],
    needs: ['answers'],
  },
};

/** What is likely wrong with a prompt, as a sentence; undefined if nothing is. It can be run all the same. */
export function promptWarning(name: PromptName, text: string): string | undefined {
  const { needs, places } = prompts[name];
  const used = [...text.matchAll(/\{([a-z]+)\}/gi)].map(match => match[1] ?? '');
  if (!needs.some(need => used.includes(need))) {
    const wanted = places
      .filter(place => needs.includes(place.name))
      .map(place => `{${place.name}}`)
      .join(' or ');
    return `${wanted} is not in it: the model would not be told what it is about.`;
  }
  const known = [...places.map(place => place.name), 'part', 'answers'] as string[];
  const strange = used.find(word => !known.includes(word));
  if (strange !== undefined) return `{${strange}} is no placeholder and stays as it is.`;
  if (name !== 'ownMerge' && used.includes('answers')) return '{answers} is filled in by the merge only.';
  return undefined;
}

/** What a checker does, in one sentence. */
export const checkerHints: Record<Checker, string> = {
  none: 'Answers are shown and not judged.',
  exact: 'Right if the answer is the expected one; spaces at the ends and runs of spaces make no difference.',
  number: 'Right if the last number of the answer equals the last number that is expected; 1,000 is 1000.',
  contains: 'Right if the expected text stands somewhere in the answer; capitals make no difference.',
  pattern:
    'Right if the expected answer, a regular expression (RE2: no look-around, no back references), is found in the answer.',
};

/** What keeps a problem from being judged, by its place from 0. For patterns, `loadPatterns` must have ended. */
export function expectedProblem({ expected }: OwnProblem, checker: Checker): string | undefined {
  if (checker === 'none' || expected === null) return undefined;
  if (checker === 'pattern') {
    const problem = patternProblem(expected);
    return problem && `The pattern cannot be read: ${problem}`;
  }
  if (expected === '') return 'The expected answer is empty.';
  if (checker === 'number' && !/\d/.test(expected)) return 'The expected answer holds no number.';
  return undefined;
}

/** How many problems there are, how many can be judged, and the first that cannot be judged as it stands. */
export function ownFacts({ ownProblems, ownChecker }: Pick<ProblemSettings, 'ownProblems' | 'ownChecker'>) {
  const problems = parseProblems(ownProblems);
  const judged = ownChecker === 'none' ? 0 : problems.filter(({ expected }) => expected !== null).length;
  const faulty = problems.findIndex(problem => expectedProblem(problem, ownChecker) !== undefined);
  const fault = problems[faulty] && expectedProblem(problems[faulty], ownChecker);
  return { problems, judged, fault: fault && `Problem ${faulty + 1}: ${fault}` };
}

/** What a made-up answer would come to: how it is read, and what the checker says of it. */
export function tryAnswer(
  checker: Checker,
  expected: string | null,
  text: string,
): { read: string; verdict: boolean | null } | { failure: string } {
  try {
    const read = parseOwn(text);
    return { read, verdict: checkOwn(checker, expected, read) };
  } catch (error) {
    return { failure: asFailure(error).detail };
  }
}

const lengths: { name: PromptName | 'ownProblems'; title: string }[] = [
  { name: 'ownProblems', title: 'problems' },
  { name: 'ownSplit', title: 'split prompt' },
  { name: 'ownSolve', title: 'solve prompt' },
  { name: 'ownMerge', title: 'merge prompt' },
];

/** Why the experiment does not fit into a link, and what to shorten; undefined if it fits. */
export function linkProblem(experiment: Experiment<DivideAndConquerSettings>): string | undefined {
  try {
    encodeLink(experiment, divideAndConquerPanel);
    return undefined;
  } catch (error) {
    if (asFailure(error).kind !== 'link-too-large') return undefined;
  }
  const sizes = lengths.map(({ name, title }) => ({ title, size: experiment.settings[name].length }));
  const { title, size } = sizes.reduce((most, other) => (other.size > most.size ? other : most));
  return `A link holds 8 KB, and this is more: shorten the ${title} (${size.toLocaleString('en')} characters).`;
}
