import { type FailureArea, page } from './row';

export const files: FailureArea = {
  title: 'Files of experiments and runs',
  rows: [
    {
      what: 'A file is not one of ours, or was changed by hand.',
      sees: 'file-malformed',
      kept: page,
      test: ['unit/experiment/file.test.ts', 'is refused by name: %s'],
    },
    {
      what: 'A file ends in the middle.',
      sees: 'file-torn',
      kept: 'Every whole line of it.',
      test: ['unit/workbench/opening.test.ts', 'that was cut off is open as far as it goes, and a notice says so'],
    },
    {
      what: 'A compressed file ends in the middle.',
      sees: 'file-torn',
      kept: 'What can be unpacked.',
      test: ['unit/experiment/file.test.ts', 'while it was compressed keeps what can be unpacked'],
    },
    {
      what: 'A result in a file or in the store is none of its panel.',
      sees: 'run-damaged',
      kept: 'The rest of the run; what was left out is counted.',
      test: ['unit/panels/divide-and-conquer/mutants.test.ts', 'is left out and counted: %s'],
    },
    {
      what: 'One place of a run file was changed to any value.',
      sees: 'file-malformed',
      kept: 'The page, or every view of the run.',
      test: [
        'unit/panels/divide-and-conquer/mutants.test.ts',
        'is refused by name, or every view of it can be drawn: %s',
      ],
    },
    {
      what: 'A file is larger than a file may be.',
      sees: 'file-too-large',
      kept: page,
      test: ['unit/experiment/file.test.ts', 'that is not one of ours is refused by name (%#)'],
    },
    {
      what: 'A file of a few megabytes would fill the memory as values.',
      sees: 'file-too-large',
      kept: 'The memory: no value is made of a text before it is measured.',
      test: ['unit/experiment/json-meter.test.ts', 'is refused by name before any value is made of it: %s'],
    },
    {
      what: 'A recording holds no answer to a call.',
      sees: 'recording-missing',
      kept: 'All that is recorded.',
      test: ['unit/engines/recorded.test.ts', 'says that it is missing what was never asked'],
    },
  ],
};
