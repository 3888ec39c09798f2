import type { FailureArea } from './row';

const bad = 'unit/panels/divide-and-conquer/bad-input.test.ts';
const wrong = 'All other trials; this one counts as a wrong answer of the model.';

export const answers: FailureArea = {
  title: 'What a model writes',
  rows: [
    {
      what: 'An answer cannot be read.',
      sees: 'answer-unparsable',
      kept: wrong,
      test: [bad, 'that cannot be read is named where it stands; its neighbours are still asked'],
    },
    {
      what: 'A split does not make the problem smaller.',
      sees: 'split-stuck',
      kept: wrong,
      test: [bad, 'of addends that do not stand above each other is named'],
    },
    {
      what: 'A model splits or controls without an end.',
      sees: 'bound-reached',
      kept: wrong,
      test: [bad, 'that takes off one digit at a time ends at the deepest level'],
    },
    {
      what: 'A model says anything at all, in every step of every strategy.',
      sees: 'answer-unparsable',
      kept: wrong,
      test: [bad, 'of %s ends within the bounds, with an answer or a failure by name'],
    },
    {
      what: 'A strategy does not suit the task.',
      sees: 'strategy-unfit',
      kept: 'The other strategies.',
      test: ['unit/panels/divide-and-conquer/matrix.test.ts', '${name} does not suit, says why, and is left out'],
    },
    {
      what: 'A schema cannot be kept: it says what is not known here, or the longest answer is too short for any.',
      sees: 'schema-unfit',
      kept: 'All other calls; nothing is computed for this one.',
      test: ['unit/transformer/constrained.test.ts', 'is refused before any work where %s'],
    },
    {
      what: 'A prompt is longer than the context of the model.',
      sees: 'context-exceeded',
      kept: 'All other calls.',
      test: ['unit/transformer/scheduler.test.ts', 'is refused before any work if its prompt fills the context'],
    },
    {
      what: 'A prompt is longer than a journal takes.',
      sees: 'context-exceeded',
      kept: 'All other calls; nothing is sent.',
      test: ['unit/experiment/fit.test.ts', 'fails by name before it is sent'],
    },
  ],
};
