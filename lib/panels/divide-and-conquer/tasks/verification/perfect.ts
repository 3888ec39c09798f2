import { Failure } from '@/lib/core/failure';
import type { Answered } from '../prompts';
import { partOf } from './division';
import { type Claim, type Finding, truthOf } from './problem';
import {
  concludePrompt,
  directPrompt,
  leafPrompt,
  mergePrompt,
  proposePrompt,
  reachPrompt,
  splitPrompt,
  stepPrompt,
  stepwisePrompt,
  votePrompt,
  type Words,
} from './prompts';
import { sentencesOf } from './statements';
import { words } from './words';

/**
 * The perfect answer to every prompt about a claim. Unlike that to a product it needs the claim itself: what a text holds is not to be
 * computed from a prompt. Tests and diagrams run the programs with it.
 *
 * @throws Failure `recording-missing` for any other prompt, and where it is not known what is right
 */
export function solveClaimPerfectly(claim: Claim, prompt: string): string {
  for (const each of Object.values(words)) {
    const answer = answerTo(each, claim, prompt);
    if (answer !== undefined) return answer;
  }
  throw new Failure('recording-missing', `The perfect solver does not know the prompt "${prompt.slice(-80)}".`);
}

/** Every prompt is built again from what was read out of it and compared, so that nothing is answered that merely looks alike. */
function answerTo(words: Words, claim: Claim, prompt: string): string | undefined {
  const whole = truthOf(claim);
  const judge = (text: string) => truthOf(partOf(claim, text));
  if (prompt === splitPrompt(words, claim)) return splitOf(claim);
  if (prompt === directPrompt(words, claim)) return whole;
  if (prompt === stepwisePrompt(words, claim)) return stepwiseOf(claim, judge);

  const part = /\n\nStatement:\n([\s\S]+)\n\nCompare the statement/.exec(prompt)?.[1];
  if (part !== undefined && prompt === leafPrompt(words, { ...claim, text: part })) return letterOf(judge(part));

  const merged = [...prompt.matchAll(/\nStatement \d+: (contradicts|in line)/g)].map(([, said]) =>
    said === 'contradicts' ? 'yes' : 'no',
  );
  if (prompt === mergePrompt(words, merged)) return anyOf(merged);

  const earlier = judged(prompt);
  if (prompt === concludePrompt(words, claim, earlier)) return anyOf(earlier.map(({ answer }) => answer));
  const statement = /Statement: ((?:(?!\nContradicts: )[\s\S])+)\nDoes it contradict the/.exec(prompt)?.[1];
  if (statement !== undefined && prompt === stepPrompt(words, claim, statement, earlier)) return judge(statement);
  return thoughtOn(words, claim, prompt);
}

/** Tree of thoughts: each thought looks at the next sentence, the first candidate is as good as any, and a path leads to the truth. */
function thoughtOn(words: Words, claim: Claim, prompt: string): string | undefined {
  const path = linesAfter(prompt, 'Thoughts so far:\n');
  if (prompt === proposePrompt(words, claim, path))
    return `Sentence ${path.length + 1} of the ${words.text} comes next.`;
  if (prompt === reachPrompt(words, claim, path)) return truthOf(claim);
  const candidates = linesAfter(prompt, 'Candidates:\n').map(line => [line]);
  return candidates.length > 0 && prompt === votePrompt(words, claim, candidates) ? '1' : undefined;
}

const splitOf = ({ text }: Claim): string =>
  sentencesOf(text)
    .map((sentence, place) => `#Statement ${place + 1}#: ${sentence}`)
    .join('\n');

const stepwiseOf = ({ text }: Claim, judge: (text: string) => Finding | undefined): string => {
  const findings = sentencesOf(text).map(judge);
  const lines = findings.map(
    (found, place) => `Statement ${place + 1} ${found === 'yes' ? 'contradicts it' : 'is in line with it'}.\n`,
  );
  return `${lines.join('')}Answer: ${anyOf(findings)}`;
};

const letterOf = (found: Finding | undefined): string | undefined => found && (found === 'yes' ? 'B' : 'A');

const anyOf = (findings: readonly (string | undefined)[]): Finding => (findings.includes('yes') ? 'yes' : 'no');

const judged = (prompt: string): Answered[] =>
  [...prompt.matchAll(/Statement: ((?:(?!\nContradicts: )[\s\S])+)\nContradicts: (yes|no)\n/g)].map(
    ([, question = '', answer = '']) => ({ question, answer }),
  );

/** The numbered lines behind a heading, without their numbers. */
const linesAfter = (prompt: string, heading: string): string[] => {
  const at = prompt.lastIndexOf(heading);
  const block = at < 0 ? '' : (prompt.slice(at + heading.length).split('\n\n', 1)[0] ?? '');
  return block.split('\n').flatMap(line => /^\d+\. (.+)$/.exec(line)?.[1] ?? []);
};
