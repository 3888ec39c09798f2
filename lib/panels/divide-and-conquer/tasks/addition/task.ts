import { arithmeticTask } from '../arithmetic/task';
import type { Pair } from '../arithmetic/numbers';
import type { Task } from '../contract';
import { label, sampleHeldOut } from './problem';
import { addition } from './task-prompts';

export const additionTask: Task<Pair> = {
  ...arithmeticTask(sampleHeldOut),
  id: addition.id,
  title: addition.title,
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
  name: label,
  prompts: () => addition,
};
