import { type FailureArea, page } from './row';

export const data: FailureArea = {
  title: 'Data and numbers of one\u2019s own',
  rows: [
    {
      what: 'A number is typed that is none.',
      sees: 'number-invalid',
      kept: 'The text in its field.',
      test: [
        'unit/panels/divide-and-conquer/tasks/arithmetic/numbers.test.ts',
        '%j is refused with a sentence that names what is wrong',
      ],
    },
    {
      what: 'A file of data is no text, or no table.',
      sees: 'data-malformed',
      kept: page,
      test: ['unit/data/read-table.test.ts', '%s is refused by name'],
    },
    {
      what: 'Some rows of a file of data are broken.',
      sees: { words: 'The review counts the rows that are left out, and names their lines.' },
      kept: 'All other rows.',
      test: ['unit/data/read-table.test.ts', 'where quotes are wrong in many places, each at the cost of its line'],
    },
    {
      what: 'A file of data vanished after it was chosen.',
      sees: 'data-missing',
      kept: page,
      test: ['unit/data/decode.test.ts', 'is named when it vanished after it was chosen'],
    },
    {
      what: 'The data of a shared experiment is not in this browser.',
      sees: 'data-missing',
      kept: 'The experiment, and results that were stored.',
      test: [
        'unit/workbench/running.test.ts',
        'fails where its data is not here, and does not stay in the list as a run in progress',
      ],
    },
    {
      what: 'A file of data is larger than 50 MB, announced or not.',
      sees: 'data-too-large',
      kept: page,
      test: ['unit/data/from-url.test.ts', 'is stopped when more comes than may'],
    },
    {
      what: 'The server of the data is away, refuses this page, or stops sending.',
      sees: 'data-unreachable',
      kept: page,
      test: ['unit/data/from-url.test.ts', 'of a closed port is named unreachable'],
    },
  ],
};
