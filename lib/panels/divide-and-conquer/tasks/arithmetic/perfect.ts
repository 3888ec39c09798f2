import { Failure } from '@/lib/core/failure';
import { answer as add } from '../addition/perfect';
import { answer as multiply } from '../multiplication/perfect';

/**
 * The perfect solver: the answer to each prompt of multiplication and addition, without an error. The embedded model is trained to
 * write what it writes, and the tests' scripted engine answers with it.
 */
export function solvePerfectly(prompt: string): string {
  const answer = multiply(prompt) ?? add(prompt);
  if (answer === undefined) {
    throw new Failure('recording-missing', `The perfect solver does not know the prompt "${prompt.slice(0, 80)}".`);
  }
  return answer;
}
