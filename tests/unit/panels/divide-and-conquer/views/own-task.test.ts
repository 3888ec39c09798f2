import { beforeAll, describe, expect, it } from 'vitest';
import {
  checkerHints,
  expectedProblem,
  linkProblem,
  ownFacts,
  promptWarning,
  prompts,
  tryAnswer,
  type PromptName,
} from '@/components/divide-and-conquer/own-task';
import type { PanelExperiment, Settings } from '@/components/workbench/state';
import { decodeLink, encodeLink } from '@/lib/experiment/link';
import { parseExperiment } from '@/lib/experiment/spec';
import { random } from '@/lib/core/random';
import { findPanel } from '@/lib/panels/index';
import { fields } from '@/lib/panels/divide-and-conquer/settings';
import { loadPatterns } from '@/lib/panels/divide-and-conquer/tasks/own/checker';

const problem = (expected: string | null) => ({ id: 'problem 1', input: 'x', expected });

const experiment = (settings: Partial<Settings>): PanelExperiment =>
  parseExperiment(
    { version: 1, panel: 'divide-and-conquer', settings: { task: 'own', ...settings } },
    findPanel,
  ) as unknown as PanelExperiment;

describe('prompts of your own task', () => {
  it('has no complaint about the example', () => {
    for (const name of Object.keys(prompts) as PromptName[])
      expect(promptWarning(name, String(fields[name].default))).toBeUndefined();
  });

  it.each([
    ['ownSolve', 'How many?', '{part} or {input} is not in it'],
    ['ownSolve', 'How many in {part}?', undefined],
    ['ownSolve', 'How many in {input}?', undefined],
    ['ownSplit', 'Cut the text.', '{input} is not in it'],
    ['ownMerge', 'Add them up: {input}', '{answers} is not in it'],
    ['ownMerge', 'Add {answers} and {numbers}', '{numbers} is no placeholder'],
    ['ownSolve', 'Of {part} tell {answers}', 'by the merge only'],
  ] as const)('%s %j: %s', (name, text, warning) => {
    if (warning === undefined) expect(promptWarning(name, text)).toBeUndefined();
    else expect(promptWarning(name, text)).toContain(warning);
  });
});

describe('the checker of your own task', () => {
  beforeAll(loadPatterns);

  it('has a hint for each, in the order of the field', () => {
    const field = fields.ownChecker;
    expect(Object.keys(checkerHints)).toEqual(field.kind === 'choice' ? field.options.map(({ value }) => value) : []);
  });

  it('names an expected answer that no answer can meet', () => {
    expect(expectedProblem(problem('(a'), 'pattern')).toMatch(/^The pattern cannot be read: /);
    expect(expectedProblem(problem('^a+$'), 'pattern')).toBeUndefined();
    expect(expectedProblem(problem('many'), 'number')).toBe('The expected answer holds no number.');
    expect(expectedProblem(problem(''), 'contains')).toBe('The expected answer is empty.');
    expect(expectedProblem(problem('many'), 'none')).toBeUndefined();
    expect(expectedProblem(problem(null), 'number')).toBeUndefined();
  });

  it('says which problem is at fault and how many can be judged', () => {
    const ownProblems = 'one\n=> 1\n---\ntwo\n---\nthree\n=> many';
    expect(ownFacts({ ownProblems, ownChecker: 'number' })).toMatchObject({
      judged: 2,
      fault: 'Problem 3: The expected answer holds no number.',
    });
    expect(ownFacts({ ownProblems, ownChecker: 'none' })).toMatchObject({ judged: 0, fault: undefined });
  });

  it('tries a made-up answer as a run would read it', () => {
    expect(tryAnswer('number', '34', 'First 12, then 7. Answer: 1,034')).toEqual({ read: '1,034', verdict: false });
    expect(tryAnswer('number', '1034', 'Answer: 1,034')).toMatchObject({ verdict: true });
    expect(tryAnswer('pattern', '^[A-C]$', 'Answer: B')).toMatchObject({ verdict: true });
    expect(tryAnswer('exact', null, 'B')).toMatchObject({ verdict: null });
    expect(tryAnswer('exact', 'B', 'Answer:')).toEqual({ failure: 'It is empty.' });
  });
});

describe('the link of your own task', () => {
  /** Text that hardly compresses: any of 20,000 characters of three bytes each. */
  const noise = (length: number, seed = 7) => {
    const draw = random(seed);
    return Array.from({ length }, () => String.fromCharCode(0x4e00 + draw.integer(0, 20_000))).join('');
  };

  it('carries its texts', () => {
    const one = experiment({ ownSolve: 'Wie viele Br\u00f6tchen? {part}\n\n\u{1f956}', ownChecker: 'pattern' });
    expect(linkProblem(one)).toBeUndefined();
    expect(decodeLink(encodeLink(one as never, findPanel), findPanel)).toEqual(one);
  });

  it('names the longest text where it does not fit', () => {
    expect(linkProblem(experiment({ ownProblems: noise(6000) }))).toBe(
      'A link holds 8 KB, and this is more: shorten the problems (6,000 characters).',
    );
    const three = { ownSplit: noise(1999, 1), ownSolve: noise(2000, 2), ownMerge: noise(1998, 3), ownProblems: 'x' };
    expect(linkProblem(experiment(three))).toContain('shorten the solve prompt (2,000 characters)');
  });
});
