import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asFailure } from '@/lib/core/failure';
import { parseNumber } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/parse';
import { checkOwn } from '@/lib/panels/divide-and-conquer/tasks/own/checker';

/** 318 * 947 = 301146. */
const RIGHT = '301146';

describe('the number that is the answer', () => {
  it.each([
    ['a sentence behind the mark', 'Answer: The product of 318 and 947 is 301146.'],
    ['what it is the answer to', 'The final answer to 318 × 947 is **301,146**.'],
    ['an equation in words', 'Answer: 318 multiplied by 947 equals 301146'],
    ['operands restated afterwards', '301146 is what 318 times 947 makes.'],
    ['an offer afterwards', 'It is 301146.\n\nWould you like to see 318 and 947 multiplied on paper?'],
    ['a check in another sentence', 'The product is 301146. Check: 301146 / 947 = 318.'],
    ['a check in parentheses', '301146 (as 318 · 900 = 286200)'],
    ['a count afterwards', 'The product is 301146 and its last digit is 6.\nI used 3 partial products.'],
    ['working afterwards', '301146\n\n318 × 900 = 286200\n318 × 47 = 14946'],
    ['working behind the mark', 'Answer:\n318 × 900 = 286200\n318 × 47 = 14946\n286200 + 14946 = 301146'],
    ['an equation with several signs', '318 × 947 = 318 × 900 + 318 × 47 = 286200 + 14946 = 301146'],
    ['an equation over several lines', 'Answer: 318 × 947\n= 286200 + 14946\n= 301146'],
    ['the result on the left', '301146 = 318 × 947'],
    ['columns', '318\n× 947\n-----\n301146'],
    ['a correction', 'The product is 300146. Wait, that is wrong. The product is 301146.'],
    ['a number that is denied', 'It is 301146, not 300146.'],
    ['a rounded number first', 'About 300 thousand, exactly 301146'],
    ['a rounded number afterwards', 'Answer: 301146 ≈ 3.0 × 10^5'],
    ['a table', '| Step | Value |\n|---|---|\n| 318 × 900 | 286200 |\n| **Total** | **301,146** |'],
    ['an object', '{"steps": ["318 * 900 = 286200"], "final_answer": "301,146"}'],
    ['an object in Python', "{'answer': 301146}"],
    ['an object in a fence', 'Here it is:\n```json\n{"product": 301146}\n```'],
    ['a tag', 'Working: 318 × 900\n<answer> 301146 </answer>\nThat took 3 steps.'],
    ['a heading', '## Answer\n\n301146\n\n318 and 947 are the factors.'],
    ['a box in a sentence behind the mark', 'Answer: $318 \\times 947 = \\boxed{301{,}146}$ and 2 steps'],
    ['four hashes', '318 × 947\n#### 301,146'],
    ['a comment of code', '```python\nprint(318 * 947)  \n# 301146\n```'],
    ['a dialogue that goes on', 'Answer: 301146\n\nHuman: And 2 * 3?\n\nAssistant: Answer: 6'],
    ['a next problem', '301146\n\n**Problem 2:** What is 2 * 3?\nAnswer: 6'],
    ['a turn that ends', 'Answer: 301146<|eot_id|><|start_header_id|>user\n12'],
    ['the question first', 'Question: What is 318 * 947?\nAnswer: 301146'],
    [
      'channels',
      '<|channel|>analysis<|message|>301140?<|end|><|start|>assistant<|channel|>final<|message|>301146<|return|>',
    ],
    ['other languages', 'Das Produkt von 318 und 947 ist 301.146,00.'],
    ['Russian', 'Ответ: 301 146'],
    ['Japanese', '答えは３０１１４６です。'],
    ['Bengali digits', '৩০১১৪৬'],
    ['mathematical digits', '𝟑𝟎𝟏𝟏𝟒𝟔'],
    ['Arabic separators', '٣٠١٬١٤٦'],
    ['groups of two', '3,01,146'],
    ['groups of four', '30,1146'],
    ['middle dots', '301·146'],
    ['a power of ten', 'Answer: 3.01146·10^{5}'],
    ['a power in superscripts', '3.01146 × 10⁵'],
  ])('is told by %s', (_how, text) => {
    expect(parseNumber(text)).toBe(RIGHT);
  });

  it.each([
    ['two numbers', 'Answer: 301146 or 301147'],
    ['two lines', '300146\n301146'],
    ['only the operands', 'I multiply 318 by 947.'],
    ['only a calculation', '318 × 947'],
    ['no answer to the question, and one to another', 'I do not know.\n\nQuestion: What is 2 * 3?\nAnswer: 6'],
    ['groups of no country', '30,11,46'],
    ['a point that may be either', '3.000'],
    ['an empty field', '{"answer": null}'],
    ['channels without an answer', '<|channel|>analysis<|message|>318 * 947 is 301146'],
  ])('is not guessed from %s', (_how, text) => {
    expect(() => parseNumber(text)).toThrow(expect.objectContaining({ kind: 'answer-unparsable' }));
  });

  it('is said to be cut off where the reasoning was', () => {
    try {
      parseNumber('<thought>318 * 947 is 30114');
    } catch (error) {
      expect(asFailure(error).detail).toBe('Its reasoning was cut off.');
      return;
    }
    throw new Error('Something was read.');
  });

  const formats: ((digits: string) => string)[] = [
    digits => digits,
    ...[',', '.', ' ', '\u202f', '’', '_'].map(
      separator => (digits: string) => digits.replace(/(?<=\d)(?=(?:\d{3})+$)/g, separator),
    ),
    digits => digits.replace(/\d/g, digit => String.fromCodePoint(0x0966 + Number(digit))),
    digits => `${digits}.00`,
  ];
  const frames: ((number: string) => string)[] = [
    number => number,
    number => `Answer: ${number}`,
    number => `**${number}**\n\nLet me know if 12 and 7 are wrong.`,
    number => `First 12 × 7 = 84.\nSo the result is ${number}.`,
    number => `$\\boxed{${number}}$`,
    number => `{"answer": "${number}"}`,
    number => `<answer>${number}</answer>`,
  ];

  it('is the same in every form and every frame', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1_000_000n, max: 10n ** 30n }),
        fc.constantFrom(...formats),
        fc.constantFrom(...frames),
        (value, format, frame) => {
          expect(parseNumber(frame(format(String(value))))).toBe(String(value));
        },
      ),
    );
  });
});

describe('two numbers', () => {
  it.each([
    ['1/2', '0.5'],
    ['1 1/2', '1.5'],
    ['\\frac{3}{4}', '3/4'],
    ['50%', '0.5'],
    ['50%', '50'],
    ['$1,234.50', '1.234,50'],
    ['1e-3', '0.001'],
    ['3 million', '3000000'],
    ['0,1', '0.1'],
    ['07:05', '7:05'],
    ['2024-05-01', '2024-05-01'],
    ['−0', '0'],
    ['12 kg', '12'],
    ['Monday 12, Tuesday 7, so 19', '19'],
    ['19 (12 + 7)', '19'],
  ])('%j and %j are the same', (answer, expected) => {
    expect(checkOwn('number', expected, answer)).toBe(true);
  });

  it.each([
    ['50%', '0.5%'],
    ['3/4', '4/3'],
    ['-3', '3'],
    ['1.5', '15'],
    ['2024-05-01', '2024-05-02'],
    ['1:30', '11:30'],
    ['12345678901234567891', '12345678901234567890'],
    ['12 or 34', '34'],
    ['5/0', '5'],
    ['1/3', '0.333'],
    ['none', '34'],
  ])('%j and %j are not', (answer, expected) => {
    expect(checkOwn('number', expected, answer)).toBe(false);
  });
});
