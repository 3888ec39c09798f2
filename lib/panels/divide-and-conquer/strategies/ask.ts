import { Failure } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import type { Scope } from '@/lib/experiment/scope';
import type { Coded, Question, TaskPrompts } from '../tasks/prompts';
import { type Executor, type Strategy, unsupportedReason } from './contract';

/** @throws Failure `strategy-unfit` where a task says that a strategy does not suit it */
export function requireSupport(prompts: TaskPrompts<never>, strategy: Pick<Strategy, 'needs'>): void {
  const reason = unsupportedReason(strategy, prompts as unknown as TaskPrompts);
  if (reason !== undefined) throw new Failure('strategy-unfit', reason);
}

/** Asks a question of the task; the answer as its parser reads it. Its name is that of its role, unless another is given. */
export async function askQuestion<T extends Json>(
  scope: Scope,
  role: string,
  { prompt, parse, truth }: Question<T>,
  name = role,
): Promise<T> {
  const answer = await scope.ask(prompt, { name, role, parse, ...(truth === undefined ? {} : { truth }) });
  return answer.parsed as T;
}

/** The same, or by code, as the setting wants it. */
export async function askOrCompute<T extends Json>(
  scope: Scope,
  role: string,
  question: Coded<T>,
  executor: Executor,
  name = role,
): Promise<T> {
  if (executor === 'model') return askQuestion(scope, role, question, name);
  const value = question.byCode();
  scope.emit(name, value, { role, truth: question.truth });
  return value;
}
