/**
 * What the figures of the guide show. All of it is what the models of the site say: a test asks them again.
 */

/** A sentence as the English model reads it. */
export const tokens = [
  'N',
  'ell',
  ' ',
  'V',
  'oss',
  ' s',
  'ail',
  'ed',
  ' to',
  ' ',
  'New',
  ' ',
  'T',
  'un',
  'm',
  'u',
  '.',
];

/** A call of a recorded run. */
export const call = {
  run: 'one-multiplication.json',
  prompt: 'What is 4821 * 9177? Reply with the number only.',
  answer: '41104077',
};

/** What the arithmetic model holds likely as the first token of its answer to a prompt. */
export const next = {
  prompt: 'What is 48 * 91? Reply with the number only.',
  likely: [
    { token: '4', probability: 0.778 },
    { token: '3', probability: 0.159 },
    { token: '5', probability: 0.062 },
    { token: '6', probability: 0.0004 },
  ],
};
