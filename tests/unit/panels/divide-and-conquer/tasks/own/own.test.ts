import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkOwn, loadPatterns, patternProblem } from '@/lib/panels/divide-and-conquer/tasks/own/checker';
import { ownFields, type OwnSettings } from '@/lib/panels/divide-and-conquer/tasks/own/fields';
import { parseProblems } from '@/lib/panels/divide-and-conquer/tasks/own/problem';
import { fill, ownPrompts, parseOwn, parseParts } from '@/lib/panels/divide-and-conquer/tasks/own/task-prompts';
import { kindOf } from '@/tests/support/kind-of';
import { panelExperiment, runPanel } from '@/tests/support/panel-run';

describe('a prompt of one\u2019s own', () => {
  it.each([
    ['{input} and {part}: {answers}', 'i and p: a'],
    ['{input}{input}', 'ii'],
    ['{ input } {Input} {other} {} {{part}}', '{ input } {Input} {other} {} {p}'],
    ['$& $1 \\1', '$& $1 \\1'],
    ['', ''],
    ['{constructor} {__proto__}', '{constructor} {__proto__}'],
  ])('%j is filled in once: %j', (prompt, filled) => {
    expect(fill(prompt, { input: 'i', part: 'p', answers: 'a' })).toBe(filled);
  });

  it('takes values as they are, whatever they hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (input, part) => {
        expect(fill('<{input}|{part}>', { input, part })).toBe(`<${input}|${part}>`);
      }),
    );
    expect(fill('{input}', { input: '{part} $& $$', part: 'no' })).toBe('{part} $& $$');
    expect(fill('{answers}', { input: 'i' })).toBe('{answers}');
  });

  it('shows the part and the whole problem where it asks for both', async () => {
    const settings = {
      task: 'own',
      ownSolve: 'Whole: {input}\nPart: {part}',
      ownProblems: 'one. two.',
      ownChecker: 'none',
    } as const;
    const prompts = async (id: string) =>
      (
        await runPanel({
          settings: { ...settings, strategies: [id] },
          answer: prompt => (prompt.includes('Write every') ? 'one.\ntwo.' : 'x'),
        })
      ).engine.calls;
    expect(await prompts('io')).toEqual(['Whole: one. two.\nPart: one. two.']);
    expect((await prompts('single-level')).slice(1, 3)).toEqual([
      'Whole: one. two.\nPart: one.',
      'Whole: one. two.\nPart: two.',
    ]);
    expect((await prompts('least-to-most'))[1]).toBe('Whole: one. two.\nPart: one.');
  });
});

describe('an answer to it', () => {
  it.each([
    ['34', '34'],
    ['  34 loaves\n', '34 loaves'],
    ['I add.\nAnswer: 34', '34'],
    ['**Answer:** Paris', 'Paris'],
    ['**Answer**: Paris\nand Rome', 'Paris\nand Rome'],
    ['Answer: a\nAnswer: b', 'b'],
    ['The answer is in the text.', 'The answer is in the text.'],
    ['<think>hm</think>34', '34'],
    ['So \\boxed{34} it is', '34'],
    ['null', 'null'],
    ['{"answer": 34}', '34'],
    ['{"answer": "Paris, France", "sure": true}', 'Paris, France'],
    ['東京！', '東京！'],
  ])('%j is read as %j', (text, answer) => {
    expect(parseOwn(text)).toBe(answer);
  });

  it('is cut where a model loops, and refused by name where it is empty', () => {
    expect(parseOwn('loop '.repeat(20_000))).toHaveLength(4000);
    for (const text of ['', '  \n', 'Answer:', '<think>34', '<think>34</think> ']) {
      expect([text, kindOf(() => parseOwn(text))]).toEqual([text, 'answer-unparsable']);
    }
  });
});

describe('the parts that it is split into', () => {
  it.each([
    ['one\ntwo', ['one', 'two']],
    ['1. one\n2. two', ['one', 'two']],
    ['1) one\n2) two', ['one', 'two']],
    ['- one\n\n- two\n', ['one', 'two']],
    ['* one\n\u2022 two', ['one', 'two']],
    ['#Part 1#: one\n#Part 2#: two', ['one', 'two']],
    ['Here are the parts:\n1. one\n2. two', ['one', 'two']],
    ['one:\ntwo', ['one:', 'two']],
    ['```\none\ntwo\n```', ['one', 'two']],
    ['["one", "two"]', ['one', 'two']],
    ['```json\n["one",\n "two"]\n```', ['one', 'two']],
    ['3.5 litres\n-5 degrees', ['3.5 litres', '-5 degrees']],
    ['**one**\n**two**', ['**one**', '**two**']],
    ['<think>three</think>one', ['one']],
    ['', []],
    ['\n \n', []],
    ['<think>one', []],
  ])('%j: %j', (text, parts) => {
    expect(parseParts(text)).toEqual(parts);
  });
});

describe('problems as they are typed', () => {
  const read = (text: string) => parseProblems(text).map(({ input, expected }) => [input, expected]);
  it.each([
    ['one', [['one', null]]],
    ['one\n=> 1', [['one', '1']]],
    [
      'one\n=>1\n---\ntwo\n---\nthree\n=> 3  ',
      [
        ['one', '1'],
        ['two', null],
        ['three', '3'],
      ],
    ],
    [
      'one\r\n=> 1\r\n---\r\ntwo',
      [
        ['one', '1'],
        ['two', null],
      ],
    ],
    ['one\n\n=> 1\n\n', [['one', '1']]],
    ['a => b\nc', [['a => b\nc', null]]],
    ['one\n=> 1\nmore', [['one\n=> 1\nmore', null]]],
    ['one\n=>', [['one', null]]],
    ['---\n---\n\n-----\none', [['one', null]]],
    ['a -- b\n--\nc', [['a -- b\n--\nc', null]]],
    ['=> 5', []],
    ['', []],
  ])('%j', (text, problems) => {
    expect(read(text)).toEqual(problems);
  });

  it('have names of their own', () => {
    expect(parseProblems('a\n---\na\n---\nb').map(({ id }) => id)).toEqual(['problem 1', 'problem 2', 'problem 3']);
  });

  it('are needed', async () => {
    await expect(runPanel({ settings: { task: 'own', ownProblems: '---' } })).rejects.toMatchObject({
      kind: 'experiment-invalid',
    });
  });
});

describe('the checker', () => {
  beforeAll(loadPatterns);
  it.each([
    ['none', 'a', 'a', null],
    ['exact', ' a  b\n', 'a b', true],
    ['exact', 'A', 'a', false],
    ['number', 'There are 34 loaves.', '34', true],
    ['number', '1,034', '1034', true],
    ['number', '12 + 22 = 34', '34', true],
    ['number', '34.0', '34', true],
    ['number', '034', '34', true],
    ['number', '34.5', '34', false],
    ['number', '-34', '34', false],
    ['number', '\u221234', '-34', true],
    ['number', 'from 12-34', '34', false],
    ['number', '-0', '0', true],
    ['number', 'none', '34', false],
    ['number', '34', 'none', null],
    ['number', '12345678901234567891', '12345678901234567890', false],
    ['contains', 'It is Paris, of course', 'paris', true],
    ['contains', 'It is Rome', 'paris', false],
    ['pattern', 'On 2024-05-01', '\\d{4}-\\d\\d-\\d\\d', true],
    ['pattern', 'On Monday', '^\\d', false],
    ['pattern', 'x', '(', null],
    ['pattern', 'x', '(?=x)', null],
    ['exact', 'x', null, null],
  ] as const)('%s: %j against %j is %s', (checker, answer, expected, passes) => {
    expect(checkOwn(checker, expected, answer)).toBe(passes);
  });

  it('tells what is wrong with a pattern', () => {
    expect(patternProblem('(')).toMatch(/\S/);
    expect(patternProblem('a+')).toBeUndefined();
  });

  it('is not hung by a pattern from a link', () => {
    // With backtracking, this would take longer than the universe exists.
    expect(checkOwn('pattern', '^(a+)+$', `${'a'.repeat(4000)}b`)).toBe(false);
  });

  it('judges no answer that is too long for its pattern: a beginning says nothing about the end', () => {
    const pattern = '(x|a|aa|aaa){30}$';
    expect(checkOwn('pattern', pattern, 'a'.repeat(2000))).toBe(true);
    expect(checkOwn('pattern', pattern, 'a'.repeat(3000))).toBeNull();
    expect(checkOwn('pattern', 'a$', 'a'.repeat(100_000))).toBe(true);
  });
});

describe('the task that stands there first', () => {
  it('is cut by code into lines, else into sentences', () => {
    const prompts = ownPrompts(panelExperiment({ task: 'own' }).settings.tasks['own'] as OwnSettings);
    const byCode = (input: string) => prompts.divide({ id: 'p', input, expected: null }, 1).splits[0]?.byCode();
    expect(byCode(parseProblems(String(ownFields.problems.default))[0]!.input)).toHaveLength(4);
    expect(byCode('a\nb\n\nc')).toEqual(['a\nb', 'c']);
    expect(byCode('One. Two.')).toEqual(['One.', 'Two.']);
  });
});
