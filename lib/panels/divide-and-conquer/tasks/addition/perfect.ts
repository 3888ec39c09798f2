import { sumPrompt } from '../arithmetic/prompts';
import { worked, working } from '../arithmetic/working';
import { type Addition, total } from './problem';
import { rightProgram } from './program';
import { listPrompt, nextPrompt, stepPrompt, stepwisePrompt } from './prompts';
import { sums } from './sequence';

/** The answer to each prompt of long addition, without an error; undefined for a prompt of something else. */
export function answer(prompt: string): string | undefined {
  const numbers = prompt.match(/\d+/g) ?? [];
  const [a = '', b = ''] = numbers;
  const problem = { a, b };
  if (prompt === sumPrompt(numbers)) return numbers.reduce((sum, each) => sum + BigInt(each), 0n).toString();
  if (prompt === stepwisePrompt(problem)) {
    const [x, y] = [BigInt(a), BigInt(b)];
    return worked(working(x + y).sum(x, y), x + y);
  }
  if (prompt === listPrompt(problem)) return sums(problem).join(', ');
  const [, left = '', right = ''] = /\nFind (\d+) \+ (\d+)\. Reply/.exec(prompt) ?? [];
  const lines = [...prompt.matchAll(/\n(.+) = (\d+)/g)].map(([, question = '', answer = '']) => ({ question, answer }));
  if (prompt === stepPrompt(problem, `${left} + ${right}`, lines)) return total({ a: left, b: right });
  if (prompt === nextPrompt(problem, lines))
    return nextLine(
      problem,
      lines.map(line => line.answer),
    );
  return undefined;
}

/** With wrong sums in the state the program goes on from them, as a faithful controller would. */
function nextLine(problem: Addition, answers: string[]): string {
  const right = rightProgram(problem)[answers.length];
  if (right) {
    const carry = Number(answers.at(-1) ?? '0') > 9 ? 1 : 0;
    return right.question.replace(/\d+$/, String(carry));
  }
  const digits = answers.map((answer, place) => (place === answers.length - 1 ? answer : answer.slice(-1)));
  return `Answer: ${BigInt(digits.reverse().join('') || '0')}`;
}
