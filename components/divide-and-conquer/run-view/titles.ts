import { outcome } from '@/components/trace/call';
import { stepNumber } from '@/components/trace/stages';
import type { TraceScope } from '@/components/trace/tree';
import type { TaskPrompts } from '@/lib/panels/divide-and-conquer/strategies/contract';
import type { Json } from '@/lib/core/json';
import type { Reading } from './reading';
import type { Problem } from './problem';
import { beginning, printed, shorten, shortenAll } from '@/components/trace/shorten';

/** What a scope of a strategy is about. */
export interface Title {
  /** As short as a node needs it. */
  short: string;
  /** In full. */
  whole: string;
}

export interface Titling {
  problem: Problem;
  strategy: string;
  prompts: TaskPrompts;
  /** Leaf size. */
  leaf: number;
  reading: Reading;
}

/** Characters of a text that a node shows. */
const short = 22;

/** The whole problem in the root, the sub-problem in a part, the question in a step of a chain; else the name that the program gave. */
export function titleOf(scope: TraceScope, parent: TraceScope | undefined, titling: Titling): Title {
  if (!parent) return rootTitle(titling);
  const place = titling.reading.places.get(scope.key);
  if (place) return numbersTitle(place.given, titling.prompts, scope.steps.length + scope.scopes.length <= 1);
  const step = stepNumber(scope.name);
  if (step !== undefined) return stepTitle(step, scope, parent, titling);
  const text = partText(scope.name, parent, titling);
  if (text !== undefined) {
    const number = /\d.*/.exec(scope.name)?.[0].replace(' to ', '\u2013') ?? '';
    return { short: beginning(`${number}: ${text}`, short), whole: `${scope.name}: ${text}` };
  }
  return thoughtTitle(scope, parent) ?? same(scope.name);
}

const same = (text: string): Title => ({ short: text, whole: text });

function rootTitle({ problem, prompts: prompts }: Titling): Title {
  switch (problem.kind) {
    case 'numbers':
      return numbersTitle(problem.numbers, prompts, false);
    case 'claim':
      return same(`${prompts.id === 'misinformation' ? 'article' : 'summary'} ${problem.claim.id}`);
    case 'own':
      return { short: beginning(problem.own.input, short), whole: beginning(problem.own.input, 300) };
    case 'unknown':
      return same('problem');
  }
}

/** Leaves are many: their sign stands without spaces. */
function numbersTitle({ a, b }: { a: string; b: string }, prompts: TaskPrompts, isLeaf: boolean): Title {
  const label = prompts.label({ a: shorten(a), b: shorten(b) });
  return { short: isLeaf ? label.replaceAll(' ', '') : label, whole: prompts.label({ a, b }) };
}

function stepTitle(number: number, scope: TraceScope, parent: TraceScope, { strategy, problem }: Titling): Title {
  if (strategy === 'tree-of-thoughts') return same(`level ${number}`);
  const question =
    strategy === 'decomposed' ? valueOf(scope, 'decide') : listOf(valueOf(parent, 'split'))?.[number - 1];
  if (typeof question !== 'string') return same(scope.name);
  if (question.startsWith('Answer:')) return { short: 'end', whole: `step ${number}, the end` };
  if (problem.kind === 'numbers') {
    const line = printed(question);
    return { short: shortenAll(line), whole: `step ${number}: ${line}` };
  }
  return { short: beginning(`${number}: ${question}`, short), whole: `step ${number}: ${question}` };
}

/** The text of a part, from what the split gave, by the task's own rule of parts. */
function partText(name: string, parent: TraceScope, { problem, prompts: prompts, leaf }: Titling): string | undefined {
  const whole = problem.kind === 'claim' ? problem.claim : problem.kind === 'own' ? problem.own : undefined;
  const pieces = listOf(valueOf(parent, 'split'));
  if (!whole || !pieces || !/^(?:statements?|part) \d/.test(name)) return undefined;
  const part = prompts
    .divide(whole, leaf)
    .children([pieces])
    .find(child => child.name === name)?.problem;
  const fields = part as { text?: string; input?: string } | undefined;
  return fields?.text ?? fields?.input;
}

/** A thought with the votes that it got, once they are counted. */
function thoughtTitle(scope: TraceScope, parent: TraceScope): Title | undefined {
  const number = Number(/^thought (\d+)$/.exec(scope.name)?.[1]);
  const counts = valueOf(parent, 'count');
  if (!number || !Array.isArray(counts)) return undefined;
  const votes = Number(counts[number - 1] ?? 0);
  const got = `${votes} ${votes === 1 ? 'vote' : 'votes'}`;
  return { short: `#${number} · ${got}`, whole: `${scope.name}, ${got}` };
}

const valueOf = (scope: TraceScope, name: string): Json | undefined => {
  const step = scope.steps.find(candidate => candidate.name === name);
  return step && outcome(step.call);
};

const listOf = (value: Json | undefined): string[] | undefined =>
  Array.isArray(value) && value.every(item => typeof item === 'string') ? (value as string[]) : undefined;
