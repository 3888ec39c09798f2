import { addition } from '../tasks/addition/task-prompts';
import { solvePerfectly } from '../tasks/arithmetic/perfect';
import type { Pair } from '../tasks/arithmetic/numbers';
import type { Task } from '../tasks/contract';
import { hallucination } from '../tasks/hallucination/task-prompts';
import { multiplication } from '../tasks/multiplication/task-prompts';
import type { Claim } from '../tasks/verification/problem';
import { sentencesOf } from '../tasks/verification/statements';
import type { TaskPrompts } from '../strategies/contract';
import type { FlowExample } from './flow';

/** Digits of a number that may be changed: not the base and the exponent of `10^2`, which only say where it stands. */
const CHANGEABLE = /(?<![\d^])(?!10\^)\d+/g;

/** What else might stand behind the last "Answer:", or in the whole text: each number in turn is one greater, or less at 9. */
function otherNumbers(text: string): string[] {
  const from = Math.max(0, text.toLowerCase().lastIndexOf('answer:'));
  const head = text.slice(0, from);
  const tail = text.slice(from);
  return [...tail.matchAll(CHANGEABLE)].map(({ 0: digits, index }) => {
    const last = Number(digits.at(-1));
    const other = `${digits.slice(0, -1)}${last === 9 ? 8 : last + 1}`;
    return `${head}${tail.slice(0, index)}${other}${tail.slice(index + digits.length)}`;
  });
}

const arithmetic = (id: string, prompts: TaskPrompts<Pair>, problem: Pair): FlowExample<Pair> => ({
  id,
  title: prompts.label(problem),
  prompts: prompts,
  problem,
  answer: (_name, prompt) => solvePerfectly(prompt),
  others: otherNumbers,
});

/** Made up for this purpose; short enough to be read beside its diagram. */
const claim: Claim = {
  id: '3 sentences',
  source: 'The old bridge was closed in March. It was painted green and opened again in June.',
  text: 'The bridge was closed in March. It was painted green. It opened again in June.',
  contradicted: false,
  planted: null,
};

const statements = sentencesOf(claim.text);
const asSplit = (parts: readonly string[]): string =>
  parts.map((part, place) => `#Statement ${place + 1}#: ${part}`).join('\n');

/** The answer to every kind of call about the claim, which is in line with its source. */
function answerClaim(name: string, prompt: string): string {
  if (name === 'split') return asSplit(statements);
  if (name === 'reason') return 'All three are in line. Answer: no';
  if (name === 'propose') return 'Look at the months first.';
  if (name === 'choose') return '1';
  return prompt.includes('one letter') ? 'A' : 'no';
}

function otherClaims(text: string): string[] {
  if (text === 'A') return ['B'];
  if (text === '1') return ['2'];
  if (text.endsWith('no')) return [text.replace(/no$/, 'yes')];
  if (!text.startsWith('#')) return ['Look at the colours first.'];
  return statements.map((_, changed) =>
    asSplit(statements.map((part, place) => (place === changed ? 'It rained.' : part))),
  );
}

/** Small problems on which a strategy shows how it flows. */
export const flowExamples = [
  arithmetic('two-digits', multiplication, { a: '67', b: '89' }),
  arithmetic('four-digits', multiplication, { a: '6789', b: '8967' }),
  arithmetic('sum', addition, { a: '67', b: '89' }),
  { id: 'text', title: '3 sentences', task: hallucination, problem: claim, answer: answerClaim, others: otherClaims },
] as unknown as readonly FlowExample[];

/** The example that is most like a task's problems. */
export function exampleFor(task: Task): FlowExample {
  const id = task.unit === 'sentences' ? 'text' : task.id === 'addition' ? 'sum' : 'two-digits';
  return flowExamples.find(example => example.id === id) as FlowExample;
}
