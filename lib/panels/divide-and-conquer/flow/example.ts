import type { Json } from '@/lib/core/json';
import type { TaskPrompts } from '../tasks/prompts';

/** A problem, and a model that answers it by rule. */
export interface FlowExample<P extends Json = Json> {
  /** Short name of the problem: `67 × 89`. */
  title: string;
  prompts: TaskPrompts<P>;
  problem: P;
  /** The answer to a call, by the role of the call and its prompt. */
  answer(role: string, prompt: string): string;
  /** Other answers that the same call might have got, in the same form. */
  others(text: string): string[];
}
