import { beforeAll, describe, expect, it } from 'vitest';
import { checkerHints, expectedProblem, ownFacts, tryAnswer } from '@/components/divide-and-conquer/own-task/checking';
import { linkProblem } from '@/components/divide-and-conquer/own-task/link-size';
import { promptNames, promptWarning, promptWarnings } from '@/components/divide-and-conquer/own-task/prompts';
import { random } from '@/lib/core/random';
import { decodeLink } from '@/lib/experiment/link';
import { encodeLink } from '@/lib/experiment/write-link';
import { divideAndConquerPanel as panel } from '@/lib/panels/divide-and-conquer/panel';
import { loadPatterns } from '@/lib/panels/divide-and-conquer/tasks/own/checker';
import { ownFields, type OwnSettings } from '@/lib/panels/divide-and-conquer/tasks/own/fields';
import { panelExperiment } from '@/tests/support/panel-run';

const example = panelExperiment({ task: 'own' }).settings.tasks['own'] as OwnSettings;

describe('prompts of the own task', () => {
  it('have no warning in the example', () => {
    expect(promptWarnings(example, name => ownFields[name].label)).toEqual([]);
  });

  it.each([
    ['solve', 'How many?', 'It lacks {part} or {input}, so the model is not told what the question is about.'],
    ['solve', 'How many in {part}?', undefined],
    ['solve', 'How many in {input}?', undefined],
    ['split', 'Cut the text.', 'It lacks {input}, so the model is not told what the question is about.'],
    ['merge', 'Add them up: {input}', 'It lacks {answers}, so the model is not told what the question is about.'],
    ['merge', 'Add {answers} and {numbers}', '{numbers} is not a placeholder. It is sent as it is.'],
    ['merge', 'Add {answers} of {part}', undefined],
    ['solve', 'Of {part} tell {answers}', 'Only the merge prompt fills in {answers}.'],
  ] as const)('%s %j: %s', (name, text, warning) => {
    expect(promptWarning(name, text)).toBe(warning);
  });

  it('are named in a list of all warnings', () => {
    const wrong = { ...example, split: 'Cut it.', merge: '{answers} {x}' };
    expect(promptWarnings(wrong, name => ownFields[name].label)).toEqual([
      'Split prompt: It lacks {input}, so the model is not told what the question is about.',
      'Merge prompt: {x} is not a placeholder. It is sent as it is.',
    ]);
  });

  it('are settings of the task', () => {
    expect(Object.keys(ownFields)).toEqual(expect.arrayContaining(promptNames));
  });
});

describe('the checker of the own task', () => {
  beforeAll(loadPatterns);

  it('has a hint for each option, in the order of the field', () => {
    expect(Object.keys(checkerHints)).toEqual(ownFields.checker.options.map(({ value }) => value));
  });

  it.each([
    ['(a', 'pattern', /^The pattern cannot be read: /],
    ['many', 'number', /^The expected answer holds no number\.$/],
    ['12 or 34', 'number', /^It cannot be told which number the expected answer means\.$/],
    ['', 'contains', /^The expected answer is empty\.$/],
  ] as const)('names the expected answer %j, which no answer can meet by %s', (expected, checker, problem) => {
    expect(expectedProblem({ expected }, checker)).toMatch(problem);
  });

  it.each([
    ['^a+$', 'pattern'],
    ['many', 'none'],
    [null, 'number'],
  ] as const)('has nothing against %j by %s', (expected, checker) => {
    expect(expectedProblem({ expected }, checker)).toBeUndefined();
  });

  it('says which problem is at fault and how many can be judged', () => {
    const problems = 'one\n=> 1\n---\ntwo\n---\nthree\n=> many';
    expect(ownFacts({ problems, checker: 'number' })).toMatchObject({
      judged: 2,
      fault: 'Problem 3: The expected answer holds no number.',
    });
    expect(ownFacts({ problems, checker: 'none' })).toMatchObject({ judged: 0, fault: undefined });
    expect(ownFacts({ problems: '', checker: 'number' })).toEqual({ problems: [], judged: 0, fault: undefined });
  });

  it('tries a made-up answer as a run would read it', () => {
    expect(tryAnswer('number', '34', 'First 12, then 7. Answer: 1,034')).toEqual({ read: '1,034', verdict: false });
    expect(tryAnswer('number', '1034', 'Answer: 1,034')).toMatchObject({ verdict: true });
    expect(tryAnswer('pattern', '^[A-C]$', 'Answer: B')).toMatchObject({ verdict: true });
    expect(tryAnswer('exact', null, 'B')).toMatchObject({ verdict: null });
    expect(tryAnswer('exact', 'B', 'Answer:')).toEqual({ failure: 'It is empty.' });
  });
});

describe('the link of the own task', () => {
  const texts = (['problems', 'split', 'solve', 'merge'] as const).map(name => ({
    title: ownFields[name].label.toLowerCase(),
    path: `tasks.own.${name}`,
  }));
  const own = (changes: object) => panelExperiment({ task: 'own', ...changes });
  /** Text that hardly compresses: any of 20,000 characters of three bytes each. */
  const noise = (length: number, seed = 7) => {
    const stream = random(seed);
    return Array.from({ length }, () => String.fromCharCode(0x4e00 + stream.integer(0, 20_000))).join('');
  };

  it('carries the texts', () => {
    const one = own({ ownSolve: 'Wie viele Br\u00f6tchen? {part}\n\n\u{1f956}', ownChecker: 'pattern' });
    expect(linkProblem(one, texts)).toBeUndefined();
    expect(decodeLink(encodeLink(one, panel), panel)).toEqual(one);
  });

  it('names the longest text where the experiment does not fit', () => {
    expect(linkProblem(own({ ownProblems: noise(6000) }), texts)).toBe(
      'This does not fit into a link, which holds 8 KB. Shorten the problems (6,000 characters).',
    );
    const three = { ownSplit: noise(1999, 1), ownSolve: noise(2000, 2), ownMerge: noise(1998, 3), ownProblems: 'x' };
    expect(linkProblem(own(three), texts)).toContain('Shorten the solve prompt (2,000 characters).');
  });
});
