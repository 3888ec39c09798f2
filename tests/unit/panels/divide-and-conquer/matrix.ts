/**
 * What every strategy asks of every task, in order: a line is the path of a call below the strategy, and words that its prompt holds;
 * or the path of a value by code, and the value. `unsupported` says in part why a strategy does not suit. Texts stand as <source>, <text> and
 * <1>, <2>, ... for their sentences. 48 and 97 are multiplied and added; two chains, breadth and depth two, one vote.
 */
export type Expected = string[] | { unsupported: string };

const sums = {
  'split first': 'split first: Split the digits of 48 in the middle',
  'split second': 'split second: Split the digits of 97 in the middle',
};

const multiplication: Record<string, Expected> = {
  io: ['solve: What is 48 * 97? Reply with the number only.'],
  cot: ['reason: What is 48 * 97? Work it out step by step.'],
  'cot-sc': [
    'sample 1 / reason: What is 48 * 97? Work it out step by step.',
    'sample 2 / reason: What is 48 * 97? Work it out step by step.',
    'vote = 4656',
  ],
  'least-to-most': [
    'split: To find 48 * 97, which products with one digit must be added',
    'step 1 / solve: We want 48 * 97. Now add 48 * 7, step by step.',
    'step 2 / solve: We want 48 * 97. After 48 * 7 the total is 336. Now add 48 * 9 * 10^1, step by step.',
    'answer = 4656',
  ],
  decomposed: [
    'step 1 / decide: Write the program for 48 * 97, one call at a time.',
    'step 1 / solve: What is 48 * 7? Work it out step by step.',
    'step 2 / decide: 48 * 7 = 336',
    'step 2 / solve: What is 48 * 9? Work it out step by step.',
    'step 3 / decide: 48 * 7 = 336 48 * 9 = 432',
    'step 3 / solve: x = 336 + 432 * 10^1',
    'step 4 / decide: 48 * 7 = 336 48 * 9 = 432 336 + 432 * 10^1 = 4656',
    'answer = 4656',
  ],
  'tree-of-thoughts': { unsupported: 'nothing to search for' },
  'single-level': [
    sums['split first'],
    sums['split second'],
    'high × high / solve: What is 4 * 9? Reply with the number only.',
    'high × low / solve: What is 4 * 7? Reply with the number only.',
    'low × high / solve: What is 8 * 9? Reply with the number only.',
    'low × low / solve: What is 8 * 7? Reply with the number only.',
    'merge: x = 36 * 10^2 + 28 * 10^1 y = 72 * 10^1 + 56',
  ],
};

const addition: Record<string, Expected> = {
  io: ['solve: What is 48 + 97? Reply with the number only.'],
  cot: ['reason: What is 48 + 97? Work it out step by step.'],
  'cot-sc': [
    'sample 1 / reason: What is 48 + 97? Work it out step by step.',
    'sample 2 / reason: What is 48 + 97? Work it out step by step.',
    'vote = 145',
  ],
  'least-to-most': [
    'split: To find 48 + 97, which sums of their last digits come first',
    'step 1 / solve: We want 48 + 97. Find 8 + 7.',
    'step 2 / solve: We want 48 + 97. 8 + 7 = 15 Find 48 + 97.',
    'answer = 145',
  ],
  decomposed: [
    'step 1 / decide: Write the program for 48 + 97, one call at a time.',
    'step 1 / solve: What is 8 + 7 + 0?',
    'step 2 / decide: 8 + 7 + 0 = 15',
    'step 2 / solve: What is 4 + 9 + 1?',
    'step 3 / decide: 8 + 7 + 0 = 15 4 + 9 + 1 = 14',
    'answer = 145',
  ],
  'tree-of-thoughts': { unsupported: 'nothing to search for' },
  'single-level': [
    sums['split first'],
    sums['split second'],
    'high + high / solve: What is 4 + 9? Reply with the number only.',
    'low + low / solve: What is 8 + 7? Reply with the number only.',
    'merge: x = 13 * 10^1 + 15',
  ],
};

/** Both text tasks, on a text of `count` sentences of which the one at `planted` (from 1) contradicts its source. */
function verification(source: string, text: string, count: number, planted: number): Record<string, Expected> {
  const places = Array.from({ length: count }, (_, index) => index + 1);
  const [Source, Text] = [source, text].map(word => word.charAt(0).toUpperCase() + word.slice(1));
  const shown = `${Source}: <source> ${Text}: <text>`;
  const asked = `Does any statement of the ${text} contradict the ${source}? Reply with yes or no only.`;
  const judged = (until: number) =>
    places
      .slice(0, until)
      .map(place => `Statement: <${place}> Contradicts: ${place === planted ? 'yes' : 'no'} `)
      .join('');
  const stepwise = `${shown} Compare the ${text} with the ${source}, statement by statement.`;
  return {
    io: [`solve: ${shown} ${asked}`],
    cot: [`reason: ${stepwise}`],
    'cot-sc': [`sample 1 / reason: ${stepwise}`, `sample 2 / reason: ${stepwise}`, 'vote = yes'],
    'least-to-most': [
      `split: ${Text}: <text> Cut the ${text} into its sentences, word for word.`,
      ...places.map(
        place =>
          `step ${place} / solve: ${Source}: <source> ${judged(place - 1)}Statement: <${place}> Does it contradict the ${source}?`,
      ),
      `merge: ${Source}: <source> ${judged(count)}${asked}`,
    ],
    decomposed: { unsupported: 'least-to-most again' },
    'tree-of-thoughts': [
      `step 1 / thought 1 / propose: ${shown} Does any statement`,
      `step 1 / thought 2 / propose: ${shown} Does any statement`,
      `step 1 / vote 1 / choose: ${shown} Candidates: 1. Sentence 1 of the ${text} comes next. 2. Sentence 1`,
      'step 1 / count = 1,0',
      ...[1, 2, 3, 4].map(
        thought =>
          `step 2 / thought ${thought} / propose: ${shown} Thoughts so far: 1. Sentence 1 of the ${text} comes next. Does any`,
      ),
      `step 2 / vote 1 / choose: Candidates: 1. Sentence 1 of the ${text} comes next. Sentence 2 of the ${text} comes next. 2. Sentence 1`,
      'step 2 / count = 1,0,0,0',
      `answer: Thoughts so far: 1. Sentence 1 of the ${text} comes next. 2. Sentence 2 of the ${text} comes next. ${asked}`,
    ],
    'single-level': [
      `split: ${Text}: <text> Cut the ${text} into its sentences, word for word.`,
      ...places.map(
        place =>
          `statement ${place} / solve: You check facts. ${Source}: <source> Statement: <${place}> Compare the statement with`,
      ),
      `merge: ${places.map(place => `Statement ${place}: ${place === planted ? 'contradicts it' : 'in line with it'}. `).join('')}`,
    ],
    'divide-and-conquer': { unsupported: 'not divided further' },
  };
}

const [thought, said] = ['one next thought towards the answer', 'Only loaves count, not cakes.'];
const solve = 'How many loaves were sold in this text? Reply with the number only.';

/** The task that stands there before the user writes one: loaves of four days. */
const own: Record<string, Expected> = {
  io: [`solve: Text: <1> <2> <3> <4> ${solve}`],
  cot: [`reason: Text: <1> <2> <3> <4> ${solve} Work it out step by step.`],
  'cot-sc': [`sample 1 / reason: ${solve} Work it out`, `sample 2 / reason: ${solve} Work it out`, 'vote = 34'],
  'least-to-most': [
    'split: Text: <1> <2> <3> <4> Write every sentence of the text on a line of its own',
    `step 1 / solve: Text: <1> ${solve}`,
    `step 2 / solve: <1> Answer: 12 Text: <2> ${solve}`,
    `step 3 / solve: <1> Answer: 12 <2> Answer: 7 Text: <3> ${solve}`,
    `step 4 / solve: <1> Answer: 12 <2> Answer: 7 <3> Answer: 0 Text: <4> ${solve}`,
    'merge: 1. 12 2. 7 3. 0 4. 15 Add them up.',
  ],
  decomposed: { unsupported: 'a module for every kind of call' },
  'tree-of-thoughts': [
    `step 1 / thought 1 / propose: ${solve} Write ${thought}`,
    `step 1 / thought 2 / propose: ${solve} Write ${thought}`,
    `step 1 / vote 1 / choose: Candidates: 1. ${said} 2. ${said} Which candidate is the soundest?`,
    'step 1 / count = 1,0',
    ...[1, 2, 3, 4].map(place => `step 2 / thought ${place} / propose: ${solve} ${said} Write ${thought}`),
    `step 2 / vote 1 / choose: Candidates: 1. ${said} ${said} 2. ${said} ${said} 3. ${said}`,
    'step 2 / count = 1,0,0,0',
    `answer: ${solve} ${said} ${said} Now write the answer only.`,
  ],
  'single-level': [
    'split: Text: <1> <2> <3> <4> Write every sentence of the text on a line of its own',
    ...[1, 2, 3, 4].map(place => `part ${place} / solve: Text: <${place}> ${solve}`),
    'merge: 1. 12 2. 7 3. 0 4. 15 Add them up.',
  ],
  'divide-and-conquer': { unsupported: 'parts are not divided further' },
};

/** By task and strategy. A new one of either needs its lines here. */
export const expected: Record<string, Record<string, Expected>> = {
  // On two digits one level is all there is.
  multiplication: { ...multiplication, 'divide-and-conquer': multiplication['single-level'] as Expected },
  addition: { ...addition, 'divide-and-conquer': addition['single-level'] as Expected },
  hallucination: verification('document', 'summary', 4, 3),
  misinformation: verification('evidence', 'article', 9, 1),
  own,
};

/** The right answer of each task's problem. */
export const right: Record<string, string> = {
  multiplication: '4656',
  addition: '145',
  hallucination: 'yes',
  misinformation: 'yes',
  own: '34',
};
