import type { Json } from '@/lib/core/json';
import { findRole } from '@/lib/evaluation/roles';
import type { Settings } from '@/lib/experiment/panel';
import type { Scope } from '@/lib/experiment/scope';
import type { Strategy } from '../strategies/contract';
import type { FlowExample } from './example';
import { play, type Played } from './play';

export interface FlowNode {
  key: string;
  /** What the step is for; see `lib/evaluation/roles.ts`. */
  role: string;
  /** In a sentence that counts steps: `split`. */
  noun: string;
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

/**
 * Nothing is assumed of a program; it is asked by experiment. One step after another is withheld: what then never happens follows it.
 * One answer after another is exchanged while all others stay as they were: a call whose prompt changes sees it.
 *
 * @throws what the program throws on the example
 */
export async function flowOf<P extends Json>(
  strategy: Strategy,
  example: FlowExample<P>,
  options: Settings,
): Promise<Flow> {
  const program = (scope: Scope) => strategy.solve(example.prompts, example.problem, options, scope);
  const original = await play(program, ({ role, prompt }) => example.answer(role, prompt ?? ''));
  if ('failure' in original) throw original.failure;

  // An 'answer' by code only repeats what the step before it gave.
  const steps = original.played.filter(({ role, prompt }) => prompt !== null || role !== 'answer');
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
  return graph(strategy, steps, follows, seenBy, original.end);
}

type Relation = ReadonlyMap<string, ReadonlySet<string>>;

function graph(strategy: Strategy, steps: readonly Played[], follows: Relation, seenBy: Relation, depth: number): Flow {
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
      role: step.role,
      noun: findRole(step.role, strategy.roles).noun ?? step.role,
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
