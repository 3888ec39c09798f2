import { additionTask } from './addition/task';
import type { Task } from './contract';
import { hallucinationTask } from './hallucination/task';
import { misinformationTask } from './misinformation/task';
import { multiplicationTask } from './multiplication/task';
import { ownTask } from './own/task';

/** All tasks, in the order of the picker. A new one is a new folder and a line here. */
export const tasks = [
  multiplicationTask,
  additionTask,
  hallucinationTask,
  misinformationTask,
  ownTask,
] as unknown as readonly Task[];
