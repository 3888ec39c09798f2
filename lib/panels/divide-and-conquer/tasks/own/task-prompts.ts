import { Failure } from '@/lib/core/failure';
import { beginning } from '@/lib/evaluation/shorten';
import { answerText, jsonList } from '../answer-text';
import type { Answered, Division, TaskPrompts } from '../prompts';
import { parseBallot } from '../verification/parse-ballot';
import { sentencesOf } from '../verification/statements';
import { visibleText } from '../visible-text';
import { checkOwn } from './checker';
import type { OwnSettings } from './fields';
import type { OwnProblem } from './problem';

/** Longest answer or part that is taken over into another prompt, in characters. */
const LONGEST = 4000;

/** A prompt with `{input}`, `{part}` and `{answers}` filled in. Values are put in once: braces inside them stay as they are. */
export const fill = (prompt: string, values: Record<string, string>): string =>
  prompt.replace(/\{(input|part|answers)\}/g, (whole, name: string) => values[name] ?? whole);

/**
 * The answer behind the last "Answer:", else in the last box, else the whole text.
 *
 * @throws Failure `answer-unparsable` if nothing is left
 */
export function parseOwn(text: string): string {
  const answer = answerText(text).text.trim();
  if (answer === '') throw new Failure('answer-unparsable', 'It is empty.');
  return answer.slice(0, LONGEST);
}

/** `1. `, `- `, `#Part 1#: `; not the 3 of "3.5 litres", nor the sign of "-5 degrees". */
const ITEM = /^\s*(?:\d{1,6}[.)](?=\s)|[-*\u2022](?=\s)|#[^#\n]{1,40}#:?)\s*/;

/** The parts of a split: one a line, without numbers, dashes or marks before them; or a list in JSON. */
export function parseParts(text: string): string[] {
  const visible = visibleText(text);
  const lines = visible.split('\n').filter(line => line.trim() !== '' && !/^\s*```/.test(line));
  // "Here are the parts:" before a list is the model's own.
  const isIntroduced =
    lines.length > 1 && /:\s*$/.test(lines[0] ?? '') && ITEM.test(lines[1] ?? '') && !ITEM.test(lines[0] ?? '');
  const parts = jsonList(visible) ?? lines.slice(isIntroduced ? 1 : 0).map(line => line.replace(ITEM, ''));
  return parts.map(part => part.trim().slice(0, LONGEST)).filter(part => part !== '');
}

/** By code: blank lines part the input, else lines, else sentences. */
function partsByCode(input: string): string[] {
  for (const border of [/\n\s*\n/, /\n/]) {
    const parts = input
      .split(border)
      .map(part => part.trim())
      .filter(part => part !== '');
    if (parts.length > 1) return parts;
  }
  return sentencesOf(input);
}

const earlierText = (earlier: readonly Answered[]): string =>
  earlier.map(({ question, answer }) => `${question}\nAnswer: ${answer}\n\n`).join('');

/** The task that the user's three prompts describe. */
export function ownPrompts({ split, solve, merge, checker }: OwnSettings): TaskPrompts<OwnProblem> {
  const direct = ({ input, whole }: OwnProblem) => fill(solve, { input: whole ?? input, part: input });
  const truth = ({ expected }: OwnProblem) =>
    checker === 'exact' || checker === 'number' ? (expected ?? undefined) : undefined;
  const list = ({ input }: OwnProblem) => ({
    prompt: fill(split, { input, part: input }),
    parse: parseParts,
    byCode: () => partsByCode(input),
  });
  const conclude = ({ input }: OwnProblem, answers: readonly string[]) =>
    fill(merge, {
      input,
      part: input,
      answers: answers.map((answer, place) => `${place + 1}. ${answer}`).join('\n'),
    });
  return {
    id: 'own',
    title: 'Your own task',
    label: ({ id }) => id,
    titleOf: ({ input }) => ({ short: beginning(input, 22), whole: beginning(input, 300) }),
    size: ({ input }) => sentencesOf(input).length,
    truth,
    check: ({ expected }, answer) => checkOwn(checker, expected, answer),
    direct,
    stepwise: problem => `${direct(problem)}\n\nWork it out step by step. Then write "Answer:" and the answer.`,
    parseAnswer: parseOwn,
    divide: (problem): Division<OwnProblem> => ({
      splits: [{ name: 'split', ...list(problem) }],
      children: ([parts = []]) =>
        parts.map((input, place) => ({
          name: `part ${place + 1}`,
          number: String(place + 1),
          problem: { ...problem, input, whole: problem.input, expected: null },
        })),
      partsKnowTruth: true,
      anySplitIsRight: true,
      anyMergeIsRight: true,
      mergePrompt: (_pieces, answers) => conclude(problem, answers),
      parseMerge: parseOwn,
      mergeByCode: (_pieces, answers) => answers.join('\n'),
    }),
    sequence: problem => ({
      list: list(problem),
      anyListIsRight: true,
      ask: (part, _index, earlier) => ({
        prompt: `${earlierText(earlier)}${fill(solve, { input: problem.input, part })}`,
        parse: parseOwn,
      }),
      conclude: earlier => ({
        prompt: conclude(
          problem,
          earlier.map(({ answer }) => answer),
        ),
        parse: parseOwn,
        truth: truth(problem),
      }),
    }),
    thoughts: problem => ({
      propose: path =>
        `${direct(problem)}\n\n${path.join('\n')}\nWrite one next thought towards the answer, without the answer itself.`,
      vote: paths => ({
        prompt: `${direct(problem)}\n\nCandidates:\n${paths.map((path, place) => `${place + 1}. ${path.join(' ')}\n`).join('')}\nWhich candidate is the soundest? Reply with its number only.`,
        parse: text => parseBallot(text, paths.length),
      }),
      conclude: path => ({
        prompt: `${direct(problem)}\n\n${path.join('\n')}\nNow write the answer only.`,
        parse: parseOwn,
        truth: truth(problem),
      }),
    }),
    lacks: {
      program: 'It needs a module for every kind of call, and your task has one prompt.',
      levels: 'Your three prompts describe one level; parts are not divided further.',
    },
  };
}
