import { outcome } from '@/components/trace/call';
import { brief } from '@/components/trace/facts';
import type { UnitTrace } from '@/components/trace/live-run';
import { lookOf, type Look } from '@/components/trace/look';
import type { TreeNode } from '@/components/trace/node';
import { buildTree, resultStep, stage, type TraceScope, type TraceStep } from '@/components/trace/tree';
import { judge, type Verdict } from '@/components/trace/verdict';
import type { Json } from '@/lib/ground/json';
import type { ProblemInput } from '@/lib/prompting/panel';
import type { Multiplication } from '@/lib/tasks/multiplication/problem';
import { placesOf, type Places } from './places';

/** What one strategy did on one problem, ready to be drawn. */
export interface StrategyTrace {
  root: TreeNode;
  /** All steps by key: what the inspector opens. */
  steps: Map<string, { step: TraceStep; look: Look; expected: Json | undefined }>;
}

/** The strategy's tree with its verdicts; while the problem runs, also with the calls that are still to come. */
export function traceStrategy(trace: UnitTrace, strategy: string, leaf: number): StrategyTrace {
  const problem = (trace.unit.input as unknown as ProblemInput).problem as Multiplication;
  const path = [trace.root, strategy];
  // Only divide-and-conquer divides: to the others every problem is a leaf.
  const limit = strategy === 'divide-and-conquer' ? leaf : Infinity;
  const done = buildTree(trace.calls.values(), path);
  const places = placesOf(problem, limit, done);
  const tree = trace.status === 'finished' ? done : buildTree([...places.foreseen, ...trace.calls.values()], path);
  const verdicts = judge(tree, places.rules);
  const steps: StrategyTrace['steps'] = new Map();
  const root = nodeOf(tree, places, verdicts, steps);
  return { root, steps };
}

function nodeOf(
  scope: TraceScope,
  places: Places,
  verdicts: Map<string, Verdict>,
  steps: StrategyTrace['steps'],
): TreeNode {
  const place = places.byScope.get(scope.key);
  const read = (step: TraceStep) => {
    const look = lookOf(step.call, verdicts.get(step.key));
    steps.set(step.key, { step, look, expected: places.rules.expected(step, scope) });
    return { look, text: brief(outcome(step.call)) };
  };
  const splits = scope.steps
    .filter(step => stage(step.name) < 1)
    .map(step => ({ key: step.key, name: step.name, ...read(step) }));
  const result = resultStep(scope);
  const { look, text } = result ? read(result) : { look: 'missing' as const, text: '' };
  const space = splits.length > 0 || scope.scopes.length > 0 ? ' ' : '';
  return {
    key: scope.key,
    step: result?.key ?? `${scope.key} / ?`,
    title: place ? `${shorten(place.given.a)}${space}×${space}${shorten(place.given.b)}` : scope.name,
    result: shorten(text),
    look,
    splits: splits.map(split => ({ ...split, text: shortenParts(split.text) })),
    children: scope.scopes.map(child => nodeOf(child, places, verdicts, steps)),
  };
}

/** Longest number that a node shows whole. */
const longest = 12;

/** A long number by its first and last digits. */
export const shorten = (digits: string): string =>
  digits.length <= longest ? digits : `${digits.slice(0, 4)}…${digits.slice(-4)}`;

const shortenParts = (text: string): string => text.split(' | ').map(shorten).join(' | ');
