import { arithmeticTask } from '../arithmetic/task';
import { sampleHeldOut } from './problem';
import { multiplication } from './task-prompts';

export const multiplicationTask = arithmeticTask({
  prompts: multiplication,
  sign: '×',
  summary: 'Multiply two long numbers. The paper\u2019s first task, divided on many levels.',
  conditions: {
    hard: {
      holds: true,
      why: 'Multiplication of whole numbers is complete for TC0, which one pass of a transformer of fixed depth is believed not to exhaust.',
    },
    parallel: {
      holds: true,
      why: 'A product falls into four products of half the length that know nothing of each other, and a slip in one ruins the whole.',
    },
  },
  sampleHeldOut,
});
