import { arithmeticTask } from '../arithmetic/task';
import { sampleHeldOut } from './problem';
import { addition } from './task-prompts';

export const additionTask = arithmeticTask({
  prompts: addition,
  sign: '+',
  summary: 'Add two long numbers. The control: no strategy is expected to gain.',
  conditions: {
    hard: {
      holds: false,
      why: 'One pass of a transformer can add: the sum lies within what IO prompting can express.',
    },
    parallel: {
      holds: true,
      why: 'Both halves can be added apart, but the carry between them must be put right by the merge.',
    },
  },
  sampleHeldOut,
});
