import type { FlowExample } from '@/lib/panels/divide-and-conquer/flow/example';
import type { Task } from '@/lib/panels/divide-and-conquer/tasks/contract';

/** The flow examples of all tasks, one for each title. Where tasks share a title, the example is that of the task at hand. */
export const examplesFor = (task: Task, tasks: readonly Task[]): FlowExample[] => [
  ...new Map([...tasks, task].map(({ flowExample }) => [flowExample.title, flowExample])).values(),
];
