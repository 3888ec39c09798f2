import type { Json } from '@/lib/core/json';
import type { Strategy, StrategyOptions, TaskPrompts } from '../strategies/contract';
import { play, type Played } from './play';

/** What a step of a strategy does. `vote` is always code: it counts what others said. */
export type StepKind = 'split' | 'solve' | 'merge' | 'reason' | 'decide' | 'propose' | 'choose' | 'vote';

export interface FlowNode {
  key: string;
  kind: StepKind;
  byCode: boolean;
  /** Where in the program: `high × low / solve`. */
  label: string;
  /** Calls that must have ended before it, one after another. */
  start: number;
  /** Steps before it on the longest chain, code included: its place from left to right. */
  column: number;
}

export interface FlowEdge {
  from: string;
  to: string;
  /** The later step cannot begin before the earlier one ended, and no step between them says so already. */
  waits: boolean;
  /** The later call's prompt depends on the earlier call's answer. Of a step by code: it waits, so it reads. */
  sees: boolean;
}

/** A strategy on one problem as a graph, drawn from runs of its real program. */
export interface Flow {
  nodes: FlowNode[];
  edges: FlowEdge[];
  calls: number;
  /** Calls one after another on the longest chain: the time in calls if all that can run at once does. */
  depth: number;
  /** Most calls at once. */
  width: number;
}

/** A problem, and a model that answers it by rule. */
export interface FlowExample<P extends Json = Json> {
  id: string;
  /** Short name of the problem: `67 × 89`. */
  title: string;
  prompts: TaskPrompts<P>;
  problem: P;
  /** The answer to a call, by the name of the call and its prompt. */
  answer(name: string, prompt: string): string;
  /** Other answers that the same call might have got, in the same form. */
  others(text: string): string[];
}

/**
 * Nothing is assumed of a program; it is asked by experiment. One step after another is withheld: what then never happens follows it.
 * One answer after another is exchanged while all others stay as they were: a call whose prompt changes sees it. Throws what the
 * program throws on the example.
 */
export async function flowOf<P extends Json>(
  strategy: Strategy,
  example: FlowExample<P>,
  options: StrategyOptions,
): Promise<Flow> {
  const program = (scope: Parameters<typeof strategy.solve>[3]) =>
    strategy.solve(example.prompts, example.problem, options, scope);
  const original = await play(program, ({ name, prompt }) => example.answer(name, prompt ?? ''));
  if ('failure' in original) throw original.failure;

  // An 'answer' by code only repeats what the step before it gave.
  const steps = original.played.filter(({ name, prompt }) => prompt !== null || name !== 'answer');
  const texts = new Map(steps.map(({ key, text }) => [key, text]));
  const follows = new Map(
    await Promise.all(
      steps.map(async ({ key }) => {
        const { played } = await play(program, call => (call.key === key ? undefined : texts.get(call.key)), key);
        const happened = new Set(played.map(step => step.key));
        return [key, new Set(steps.map(step => step.key).filter(other => !happened.has(other)))] as const;
      }),
    ),
  );
  const seenBy = new Map(
    await Promise.all(
      steps.map(async ({ key, text, prompt }) => {
        const others = prompt === null ? [] : example.others(text);
        const changed = await Promise.all(
          others.map(async other => {
            const { played } = await play(program, call => (call.key === key ? other : texts.get(call.key)));
            const prompts = new Map(played.map(step => [step.key, step.prompt]));
            return steps.filter(step => prompts.has(step.key) && prompts.get(step.key) !== step.prompt);
          }),
        );
        return [key, new Set(changed.flat().map(step => step.key))] as const;
      }),
    ),
  );
  return graph(steps, follows, seenBy, original.end);
}

type Relation = ReadonlyMap<string, ReadonlySet<string>>;

function graph(steps: readonly Played[], follows: Relation, seenBy: Relation, depth: number): Flow {
  const isAfter = (earlier: string, later: string) => follows.get(earlier)?.has(later) === true;
  const columns = new Map<string, number>();
  // Steps stand in the order in which they began, so that whatever a step follows is placed before it.
  for (const { key } of steps) {
    const before = steps.filter(step => isAfter(step.key, key)).map(step => columns.get(step.key) ?? 0);
    columns.set(key, Math.max(-1, ...before) + 1);
  }
  const edges = steps.flatMap(({ key: from }) =>
    steps.flatMap(({ key: to, prompt }): FlowEdge[] => {
      if (!isAfter(from, to)) return [];
      const waits = !steps.some(({ key }) => isAfter(from, key) && isAfter(key, to));
      const sees = prompt === null ? waits : seenBy.get(from)?.has(to) === true;
      return waits || sees ? [{ from, to, waits, sees }] : [];
    }),
  );
  const calls = steps.filter(({ prompt }) => prompt !== null);
  const atOnce = Array.from({ length: depth }, (_, tick) => calls.filter(({ start }) => start === tick).length);
  return {
    nodes: steps.map(step => ({
      key: step.key,
      kind: kindOf(step),
      byCode: step.prompt === null,
      label: step.path.join(' / '),
      start: step.start,
      column: columns.get(step.key) ?? 0,
    })),
    edges,
    calls: calls.length,
    depth,
    width: Math.max(0, ...atOnce),
  };
}

const kinds: Record<string, StepKind> = {
  merge: 'merge',
  reason: 'reason',
  decide: 'decide',
  propose: 'propose',
  choose: 'choose',
  vote: 'vote',
  count: 'vote',
};

/** By the names that the programs give: a split names its operand too, and whatever else is asked is solved. */
const kindOf = ({ name }: Played): StepKind => (name.startsWith('split') ? 'split' : (kinds[name] ?? 'solve'));
