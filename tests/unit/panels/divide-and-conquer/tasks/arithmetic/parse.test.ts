import { describe, expect, it } from 'vitest';
import { parseNumber, parseParts } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/parse';
import { parseLine, parseList } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/parse-lines';
import { kindOf } from '@/tests/support/kind-of';

const chain = `To multiply, I use partial products.
4821 × 7 = 33,747
4821 × 10 = 48,210
33,747 + 48,210 = 81,957`;

describe('a number, read from an answer', () => {
  it.each([
    ['4420857', '4420857'],
    [' 4420857\n', '4420857'],
    ['The result is 4,420,857.', '4420857'],
    ['4821 * 917 = 4420857', '4420857'],
    [chain, '81957'],
    [`${chain}\n\n**Answer:** 81,957`, '81957'],
    [`${chain}\n\n**Answer**: 81957 (rounded: 82000)`, '81957'],
    [`${chain}\n\n### Final Answer: $81{,}957$`, '81957'],
    ['Answer: 4 420 857', '4420857'],
    ['Answer: 4\u202f420\u202f857', '4420857'],
    ['Step 1: 12\nAnswer: 00070\nThanks, 5', '70'],
    ['answer: 1\nNo, wait. Answer: 2', '2'],
    ['Answer: 4821 × 917 = 4,420,857', '4420857'],
    ['Answer: x = 4420857', '4420857'],
    ['Answer: 4420857 = 4821 * 917', '4420857'],
    ['The answer is 4420857, because 4821 times 917 is that.', '4420857'],
    ['Answer:\n\n4420857', '4420857'],
    ['"Answer:" 4420857', '4420857'],
    ['<think>maybe 99</think>\n7', '7'],
    ['Let me think... 12 times 3 is 36.</think>\n\n37', '37'],
    ['<thinking>99</thinking>7', '7'],
    ['\\boxed{42}', '42'],
    ['So \\(4821 \\times 917 = \\boxed{4\\,420\\,857}\\), the product of 4821 and 917.', '4420857'],
    ['$$\\boxed{\\text{4420857}}$$ as 4821 shows', '4420857'],
    ['**4_420_857**', '4420857'],
    ["4'420'857", '4420857'],
    ['4.420.857', '4420857'],
    ['4420857.00', '4420857'],
    ['```\n4420857\n```', '4420857'],
    ['0', '0'],
    ['The sum 7-digit number: 000', '0'],
  ])('%j -> %s', (text, number) => {
    expect(parseNumber(text)).toBe(number);
  });

  it.each([
    '',
    '   ',
    'I cannot compute this.',
    'As an AI, I would rather use a calculator.',
    'Answer: none',
    'Answer:',
    '9'.repeat(200),
    '<think>12',
    '<think>12</think>',
    'forty-two',
    'Answer: 44.2',
    'Answer: -4420857',
    'Answer: −4420857',
    '4821 - 5000 = -179',
  ])('%j is named unparsable', text => {
    expect(kindOf(() => parseNumber(text))).toBe('answer-unparsable');
  });
});

describe('the parts of a split, read from an answer', () => {
  it.each([
    ['482,13', ['482', '13']],
    ['482, 13', ['482', '13']],
    ['482 , 13.', ['482', '13']],
    ['The parts are "48", "03".', ['48', '03']],
    ['The two parts of 4803 are 48 and 03.', ['48', '03']],
    ['The digits of 48213 are split into **482** and **13**.', ['482', '13']],
    ['1,2\n482, 13', ['482', '13']],
    ['["482", "13"]', ['482', '13']],
    ['```json\n[\n"482",\n"13"\n]\n```', ['482', '13']],
    ['482 | 13', ['482', '13']],
    ['Part 1: 482, Part 2: 13', ['482', '13']],
    ['Part 1: 482\nPart 2: 13', ['482', '13']],
    ['First part: 482\nSecond part: 13', ['482', '13']],
    ['482\n13', ['482', '13']],
    ['- 482\n- 13', ['482', '13']],
    ['Answer: 00,7', ['00', '7']],
    ['$482$, $13$', ['482', '13']],
    ['“482”, “13”', ['482', '13']],
    ['<think>4,8,2,1,3 has five digits</think>482,13', ['482', '13']],
    ['４８２，１３', ['482', '13']],
    ['482,13<|im_end|>', ['482', '13']],
    ['482,13\n\nQuestion: Split 77 in the middle.\n7,7', ['482', '13']],
  ])('%j', (text, parts) => {
    expect(parseParts(text)).toEqual(parts);
  });

  it.each(['', '48213', 'I split it in the middle.', '4,8,2,1', `${'1,'.repeat(9999)}1`, 'a, b', '<think>482,13'])(
    'refuses %j by name',
    text => {
      expect(kindOf(() => parseParts(text))).toBe('answer-unparsable');
    },
  );
});

describe('a line of a program, read from an answer', () => {
  it.each([
    ['4821 * 7', '4821 * 7'],
    ['4821*7', '4821 * 7'],
    ['4821 x 7', '4821 * 7'],
    ['4821 X 7', '4821 * 7'],
    ['4821 × 7', '4821 * 7'],
    ['4821 · 7', '4821 * 7'],
    ['\\(4821 \\times 7\\)', '4821 * 7'],
    ['**4821 * 7**', '4821 * 7'],
    ['`4821 * 7`', '4821 * 7'],
    ['4,821 * 7', '4821 * 7'],
    ['4821 * 7 = 33747', '4821 * 7'],
    ['The next call is: multiply 4821 * 7.', '4821 * 7'],
    ['Sure, here is the next line:\n\n4821 * 7\n\nLet me know the result.', '4821 * 7'],
    ['33747 + 4821 * 10^1', '33747 + 4821 * 10^1'],
    ['33747 + 4821 × 10¹', '33747 + 4821 * 10^1'],
    ['33747 + 4821 * 10**12', '33747 + 4821 * 10^12'],
    ['$33747 + 4821 \\cdot 10^{2}$', '33747 + 4821 * 10^2'],
    ['4 + 7 + 1', '4 + 7 + 1'],
    ['4+7+1', '4 + 7 + 1'],
    ['Answer: 81957', 'Answer: 81957'],
    ['answer : 81,957', 'Answer: 81957'],
    ['**Answer:** 81957', 'Answer: 81957'],
    ['**Answer**: 0081957', 'Answer: 81957'],
    ['Answer:\n81957', 'Answer: 81957'],
    ['4821 * 7\nAnswer: 33747', 'Answer: 33747'],
    ['<think>4821 * 9</think>4821 * 7', '4821 * 7'],
    ['４８２１ ＊ ７', '4821 * 7'],
    ['4821 * 7</s>12 * 3', '4821 * 7'],
  ])('%j -> %s', (text, line) => {
    expect(parseLine(text)).toBe(line);
  });

  it.each([
    '',
    'I am done.',
    '81957',
    'Answer: soon',
    'multiply the numbers',
    `${'9'.repeat(10_000)} * 7`,
    `Answer: ${'9'.repeat(10_000)}`,
    '1 + 1 * 10^99999999',
    `1 + 1 * 10^${'9'.repeat(1000)}`,
  ])('%j is named unparsable', text => {
    expect(kindOf(() => parseLine(text))).toBe('answer-unparsable');
  });
});

describe('a list of operations, read from an answer', () => {
  const list = ['4821 * 7', '4821 * 1 * 10^1'];
  it.each([
    ['4821 * 7, 4821 * 1 * 10^1', list],
    ['4821*7,4821*1*10^1', list],
    ['4821 × 7; 4821 × 1 × 10¹', list],
    ['1. 4821 * 7\n2. 4821 * 1 * 10^1', list],
    ['1) 4821 * 7\n2) 4821 * 1 * 10^1', list],
    ['- 4821 x 7\n- 4821 x 1 x 10^1', list],
    ['* 4821 * 7\n* 4821 * 1 * 10^1', list],
    ['["4821 * 7", "4821 * 1 * 10^1"]', list],
    ['The products are:\n\n**4,821 * 7**\n**4,821 * 1 * 10^1**\n\nAdd them.', list],
    ['4821 * 7 = 33747\n4821 * 1 * 10^1 = 48210\nAnswer: 81957', list],
    ['Step 1: 4821 \\times 7\nStep 2: 4821 \\times 1 \\times 10^{1}', list],
    ['1 + 7, 21 + 77', ['1 + 7', '21 + 77']],
    ['1 + 7\n21 + 77', ['1 + 7', '21 + 77']],
    // Numbers of some other problem are read as they stand: that they are wrong is for the truth to say.
    ['1 * 1', ['1 * 1']],
  ])('%j', (text, items) => {
    expect(parseList(text)).toEqual(items);
  });

  it('keeps all of a loop, which the strategy then refuses', () => {
    expect(parseList('4821 * 7, '.repeat(10_000))).toHaveLength(10_000);
  });

  it.each(['', 'I cannot list them.', '7, 1', '1 * 1 * 10^99999999', `2 * 3, ${'9'.repeat(81)} * 1`])(
    '%j is named unparsable',
    text => {
      expect(kindOf(() => parseList(text))).toBe('answer-unparsable');
    },
  );
});
