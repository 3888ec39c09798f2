import type { Sampling, Settings } from '@/lib/experiment/panel';

/** An experiment that comes with the site. `sentence` says what to see in its recorded run: read it again after each recording. */
interface ReadyMade {
  file: string;
  title: string;
  sentence: string;
  panel: string;
  /** In the short form of version 1 of the panel, which it still reads. */
  settings: Settings;
  sampling?: Partial<Sampling>;
  seed?: number;
}

const panel = 'divide-and-conquer';

/** In the order of the home page; the first is what the panel opens with. */
export const readyMade: ReadyMade[] = [
  {
    file: 'one-multiplication.json',
    title: 'One multiplication, three ways',
    sentence: 'The direct answer is wrong. Step by step, or split into 31 small calls, the same model gets it right.',
    panel,
    settings: {},
  },
  {
    file: 'seven-ways.json',
    title: 'Seven ways to multiply',
    sentence:
      'The direct answer is wrong, and so is one level of splitting, whose parts are still too large. The other five take small enough steps, in 1 to 19 calls.',
    panel,
    settings: {
      a: '618',
      b: '947',
      strategies: ['io', 'cot', 'cot-sc', 'least-to-most', 'decomposed', 'single-level', 'divide-and-conquer'],
    },
  },
  {
    file: 'leaves-too-large.json',
    title: 'Where the error enters',
    sentence:
      'Leaves of two digits ask for products that the model never learned. The merge adds up correctly what the leaves got wrong.',
    panel,
    settings: { strategies: ['divide-and-conquer'], leaf: 2 },
  },
  {
    file: 'merged-by-code.json',
    title: 'Split and merged by code',
    sentence:
      'Two numbers of eight digits: code splits and adds up, and the model only multiplies single digits, which it has learned.',
    panel,
    settings: {
      a: '48213907',
      b: '91775268',
      strategies: ['divide-and-conquer'],
      split: 'code',
      merge: 'code',
    },
  },
  {
    file: 'accuracy-by-digits.json',
    title: 'Twenty-four products, two to seven digits',
    sentence:
      'The direct answer fails from two digits on. Chain of thought and divide and conquer are right up to seven digits, in one long context or in up to a hundred short ones.',
    panel,
    settings: { problems: 'drawn', digits: ['2', '3', '4', '5', '6', '7'], count: 24 },
  },
  {
    file: 'votes.json',
    title: 'When voting helps',
    sentence:
      'At temperature 1, single chains of thought are wrong on two of twelve problems. A majority vote of seven is right on all twelve, for seven times the tokens.',
    panel,
    settings: {
      problems: 'drawn',
      digits: ['5', '6'],
      count: 12,
      strategies: ['cot', 'cot-sc'],
      samples: 7,
      drawTemperature: 1,
    },
    sampling: { temperature: 1 },
  },
  {
    file: 'addition-control.json',
    title: 'The control: addition',
    sentence:
      'The direct answer is right on 21 of 24 sums, though on no product: one pass can add. Divide and conquer is right on 24, which is not a statistically significant difference.',
    panel,
    settings: {
      task: 'addition',
      problems: 'drawn',
      digits: ['2', '4', '6', '8'],
      count: 24,
      strategies: ['io', 'cot', 'least-to-most', 'divide-and-conquer'],
    },
  },
];
