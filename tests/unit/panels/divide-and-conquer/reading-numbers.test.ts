import { describe, expect, it } from 'vitest';
import { solvePerfectly } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/perfect';
import { see } from './read';

const numbers = { a: '4821', b: '9170', leaf: 2, samples: 3 };
/** The perfect solver, but for prompts that hold one of these texts. */
const but = (wrong: Record<string, string>) => (prompt: string) =>
  Object.entries(wrong).find(([part]) => prompt.includes(part))?.[1] ?? solvePerfectly(prompt);

describe('a divided product', () => {
  it('names every place by its numbers', async () => {
    const { root, error } = await see('divide-and-conquer', numbers, solvePerfectly);
    expect(root).toMatchObject({
      title: '4821 × 9170',
      result: '44208570',
      outcome: '= 44208570',
      verdict: 'right',
    });
    expect(root.splits.map(({ text }) => text)).toEqual(['48 | 21', '91 | 70']);
    expect(root.children.map(({ title, whole }) => [title, whole])[0]).toEqual(['48×91', '48 × 91']);
    expect(root.isSequence).toBe(false);
    expect(error).toBeUndefined();
  });

  it('names the leaf at which the error entered, and says what is right', async () => {
    const seen = await see('divide-and-conquer', numbers, but({ 'What is 21 * 91': '1900' }));
    expect(seen.error).toBe('The error entered here: 21 × 91 (the model said 1900, right is 1911).');
    expect(seen.verdict('merge')).toBe('inherited');
  });

  it('counts the errors and names the first in program order, not the first to be drawn', async () => {
    const seen = await see(
      'divide-and-conquer',
      { ...numbers, leaf: 1 },
      but({ 'What is 4 * 9': '35', 'What is 1 * 1?': '2' }),
    );
    expect(seen.error).toMatch(/^Errors entered at 2 places, first here: 4 × 9 \(the model said 35, right is 36\)\.$/);
  });

  it('blames the split that lost a digit', async () => {
    const { error } = await see('single-level', numbers, but({ 'digits of 4821': '48,2' }));
    expect(error).toBe('The error entered in the split of the first number (the model said 48 | 2, right is 48 | 21).');
  });

  it('blames the merge, and a merge in a branch by its problem', async () => {
    const wrong = { 'x = 4368 * 10^4': 'Answer: 5' };
    expect((await see('single-level', numbers, but(wrong))).error).toBe(
      'The error entered in the merge (the model said 5, right is 44208570).',
    );
    const below = await see('divide-and-conquer', { ...numbers, leaf: 1 }, but({ 'x = 36 * 10^2': 'Answer: 5' }));
    expect(below.error).toBe('The error entered in the merge of 48 × 91 (the model said 5, right is 4368).');
  });

  it('says why an answer could not be read', async () => {
    const { error, root } = await see('single-level', numbers, but({ 'What is 21 * 91': 'No idea.' }));
    expect(error).toBe(
      'The error entered here: 21 × 91: the model answered in a form that could not be read. It holds no number.',
    );
    expect(root.verdict).toBeUndefined();
  });

  it('reads one level as one level: parts above the leaf size are leaves', async () => {
    const { root, verdict } = await see('single-level', { ...numbers, leaf: 1 }, solvePerfectly);
    expect(root.children).toHaveLength(4);
    expect(verdict('high × high', 'solve')).toBe('right');
  });
});

describe('a divided sum', () => {
  const sum = { ...numbers, task: 'addition' };

  it('names every place by its numbers', async () => {
    const { root } = await see('divide-and-conquer', sum, solvePerfectly);
    expect(root.title).toBe('4821 + 9170');
    expect(root.children.map(({ whole }) => whole)).toEqual(['48 + 91', '21 + 70']);
    expect(root.verdict).toBe('right');
  });

  it('blames the uneven split where two splits do not fit each other', async () => {
    const { error } = await see('single-level', sum, but({ 'digits of 4821': '4,821' }));
    expect(error).toBe(
      'The error entered in the split of the first number (the model said 4 | 821, right is 48 | 21).',
    );
  });
});

describe('a chain', () => {
  it('of least-to-most stands in order, each step by its question', async () => {
    const { root, error } = await see('least-to-most', numbers, solvePerfectly);
    expect(root.isSequence).toBe(true);
    expect(root.splits.map(({ text }) => text)).toEqual(['4 questions']);
    expect(root.children.map(({ title }) => title)).toEqual([
      '4821 × 0',
      '4821 × 7 × 10¹',
      '4821 × 1 × 10²',
      '4821 × 9 × 10³',
    ]);
    expect(root.verdict).toBe('right');
    expect(error).toBeUndefined();
  });

  it('makes later steps inherit what entered at an earlier one', async () => {
    const seen = await see('least-to-most', numbers, but({ 'Now add 4821 * 7': 'Answer: 337471' }));
    expect(seen.error).toBe('The error entered in step 2: 4821 × 7 × 10¹ (the model said 337471, right is 337470).');
    expect([1, 2].map(n => seen.verdict(`step ${n}`, 'solve'))).toEqual(['right', 'entered']);
    // The perfect solver does not know a wrong total: what it was given is wrong, and what comes of it too.
    expect(seen.verdict('step 3', 'solve')).not.toBe('entered');
  });

  it('of decomposed prompting shows the line of the controller and the answer of the module', async () => {
    const { root, error } = await see('decomposed', { ...numbers, a: '12', b: '34' }, solvePerfectly);
    expect(root.children.map(({ title, result }) => [title, result])).toEqual([
      ['12 × 4', '48'],
      ['12 × 3', '36'],
      ['48 + 36 × 10¹', '408'],
      ['end', '408'],
    ]);
    expect(root.children.map(({ splits }) => splits.map(({ text }) => text))).toEqual([
      ['controller'],
      ['controller'],
      ['controller'],
      [],
    ]);
    expect(root.children.at(-1)?.verdict).toBe('right');
    expect(error).toBeUndefined();
  });

  it('of decomposed prompting blames the controller or the module, whichever was wrong', async () => {
    const settings = { ...numbers, a: '12', b: '34' };
    const module = await see(
      'decomposed',
      settings,
      but({ 'What is 12 * 3?': 'Answer: 37', '\n12 * 3 = 37': 'Answer: 418' }),
    );
    expect(module.error).toBe('The error entered in step 2: 12 × 3 (the model said 37, right is 36).');
    expect(module.verdict('step 3', 'decide')).toBe('inherited');
    const lines = (prompt: string) =>
      prompt.startsWith('Write the program')
        ? prompt.includes('\n')
          ? 'Answer: 1'
          : '12 * 5'
        : solvePerfectly(prompt);
    const controller = await see('decomposed', settings, lines);
    expect(controller.error).toBe(
      'The error entered in the controller’s line of step 1 (the model said 12 × 5, right is 12 × 4).',
    );
    expect(controller.verdict('step 1', 'solve')).toBe('inherited');
    expect(controller.verdict('answer')).toBe('inherited');
  });
});

describe('one call or several of one kind', () => {
  it('says that the single call was wrong', async () => {
    const { error } = await see('io', numbers, () => '7');
    expect(error).toBe('This single call was wrong (the model said 7, right is 44208570).');
  });

  it('says that chains which were outvoted did no harm', async () => {
    let drawn = 0;
    const { error, root } = await see('cot-sc', numbers, prompt =>
      drawn++ === 0 ? 'Answer: 5' : solvePerfectly(prompt),
    );
    expect(root.children.map(({ title }) => title)).toEqual(['sample 1', 'sample 2', 'sample 3']);
    expect(root.verdict).toBe('right');
    expect(error).toMatch(
      /^The answer is right, although an error entered in sample \d \(the model said 5, right is 44208570\)\.$/,
    );
  });

  it('says that a vote inherited what most chains reached', async () => {
    const { error, verdict } = await see('cot-sc', numbers, () => 'Answer: 5');
    expect(verdict('vote')).toBe('inherited');
    expect(error).toMatch(/^Errors entered at 3 places, first in sample 1 /);
  });
});
