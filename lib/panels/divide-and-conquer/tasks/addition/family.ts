import { arithmetic } from '../arithmetic/family';
import type { Pair } from '../arithmetic/numbers';
import type { Family } from '../family';
import { drawHeldOut } from './problem';
import { addition } from './task';

export const additionFamily: Family<Pair> = {
  ...arithmetic(drawHeldOut),
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
  task: () => addition,
};
