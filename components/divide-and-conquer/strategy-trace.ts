import { callOfEntry, type TracedCall } from '@/components/trace/call';
import type { TreeNode, TreeSplit } from '@/components/trace/node';
import { type NodeStatus, nodeStatusOf } from '@/components/trace/status';
import type { UnitTrace } from '@/components/trace/unit-trace';
import type { Json } from '@/lib/core/json';
import { isBefore, isSequence, resultStep, type TreeScope, type TreeStep } from '@/lib/evaluation/tree';
import { readStrategy, type StrategyReading } from '@/lib/panels/divide-and-conquer/reading';
import { isProblemResult, type StrategyResult } from '@/lib/panels/divide-and-conquer/result';
import type { DivideAndConquerSettings as Settings } from '@/lib/panels/divide-and-conquer/settings';

/** A step with what is known of it: what the inspector opens. */
export interface TracedStep {
  step: TreeStep<TracedCall>;
  /** What the step is for, in words: `Split`. */
  role: string;
  status: NodeStatus;
  /** The right outcome; undefined where it is not known. */
  expected: Json | undefined;
  /** What the scope that it stands in is about, in full. */
  about: string;
}

/** What one strategy did on one problem, ready to be drawn. */
export interface StrategyTrace {
  read: StrategyReading<TracedCall>;
  root: TreeNode;
  /** By key, in program order. */
  steps: Map<string, TracedStep>;
}

/** The strategy's tree with its verdicts; while the problem runs, also with the calls that are still to come, where they are known. */
export function traceStrategy(trace: UnitTrace, strategy: string, settings: Settings): StrategyTrace {
  const isOpen = trace.status !== 'finished';
  const read = readStrategy<TracedCall>({
    items: trace.calls.values(),
    root: [trace.root, strategy],
    problem: problemOf(trace),
    settings,
    result: resultOf(trace, strategy),
    ...(isOpen && { pending: ({ path, roles = [] }) => ({ path, roles, status: 'waiting', text: '' }) }),
  });
  const steps: StrategyTrace['steps'] = new Map();
  return { read, root: nodeOf(read.tree, undefined, { read, steps, isOpen }), steps };
}

/** How a strategy ended, once its problem has. */
export function resultOf(trace: UnitTrace, strategy: string): StrategyResult | undefined {
  const value = trace.result?.value;
  if (!isProblemResult(value)) return undefined;
  return Object.hasOwn(value.strategies, strategy) ? value.strategies[strategy] : undefined;
}

function problemOf({ unit: { input } }: UnitTrace): Json {
  const isRecord = typeof input === 'object' && input !== null && !Array.isArray(input);
  return isRecord ? (input['problem'] ?? null) : null;
}

interface Context {
  read: StrategyReading<TracedCall>;
  steps: StrategyTrace['steps'];
  /** Whether more calls may come. */
  isOpen: boolean;
}

type Scope = TreeScope<TracedCall>;

function nodeOf(scope: Scope, parent: Scope | undefined, context: Context): TreeNode {
  const { reading } = context.read;
  const title = reading.titleOf(scope, parent);
  const note = (step: TreeStep<TracedCall>) => noteStep(step, scope, title.whole, context);
  const result = resultStep(scope);
  const splits = scope.steps
    .filter(step => isBefore(step, scope) && step !== result)
    .map((step): TreeSplit => {
      const { short, whole } = reading.outcomeOf(step);
      const what = reading.splitOf?.(step);
      const name = scope.roleOf(step).label.toLowerCase();
      return {
        key: step.key,
        name: what ? `${name} of ${what}` : name,
        text: short,
        whole,
        status: note(step),
        ...reserved(step, scope, context),
      };
    });
  const children = scope.scopes.map(child => nodeOf(child, scope, context));
  const { short, whole } = result ? reading.outcomeOf(result) : { short: '', whole: '' };
  return {
    key: scope.key,
    step: result?.key ?? `${scope.key} / ?`,
    title: title.short,
    whole: title.whole,
    result: short,
    outcome: whole,
    status: result ? note(result) : context.isOpen ? 'waiting' : 'missing',
    splits,
    children,
    isSequence: isSequence(scope),
    ...(result && reserved(result, scope, context)),
  };
}

function noteStep(step: TreeStep<TracedCall>, scope: Scope, about: string, { read, steps }: Context): NodeStatus {
  const status = nodeStatusOf(step.item, read.verdicts.get(step.key));
  const expected = read.reading.rules.expected(step, scope);
  steps.set(step.key, { step, role: scope.roleOf(step).label, status, expected, about });
  return status;
}

/** Room for the right outcome, where it is known: the picture must not move when an answer comes. */
function reserved(step: TreeStep<TracedCall>, scope: Scope, { read: { reading } }: Context): Pick<TreeNode, 'reserve'> {
  const value = reading.rules.expected(step, scope);
  if (value === undefined) return {};
  const item = callOfEntry({ kind: 'value', path: [...step.item.path], value });
  return { reserve: { result: reading.outcomeOf({ ...step, item }).short.length } };
}
