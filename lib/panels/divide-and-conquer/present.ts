import type { Json } from '@/lib/core/json';
import { findTask, type Registry, registry as everything } from './registry';
import { type DivideAndConquerSettings, taskSettings } from './settings';
import { type ProblemDescription, unreadable } from './tasks/description';
import type { TaskPrompts } from './tasks/prompts';

/** A problem of a run, ready to be shown. */
export interface PresentedProblem {
  description: ProblemDescription;
  prompts: TaskPrompts;
  /** Undefined where it is not known. */
  truth: string | undefined;
  /** What an answer is worth; null where that cannot be told. */
  check(answer: string): boolean | null;
}

/** The problem of a unit's input, as its task shows it; by the unit's name where a file holds something else. */
export function presentProblem(
  input: Json,
  name: string,
  settings: DivideAndConquerSettings,
  registry: Registry = everything,
): PresentedProblem {
  const task = findTask(settings.task, registry);
  const own = taskSettings(settings, task);
  const prompts = task.prompts(own);
  const value = typeof input === 'object' && input !== null && !Array.isArray(input) ? input['problem'] : undefined;
  const problem = value === undefined ? undefined : task.readProblem(value);
  return {
    prompts,
    description: problem === undefined ? unreadable(name) : task.present(problem, own),
    truth: problem === undefined ? undefined : prompts.truth(problem),
    check: answer => (problem === undefined ? null : prompts.check(problem, answer)),
  };
}
