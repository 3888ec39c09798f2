import type { UnitTrace } from '@/components/trace/live-run';
import { nodeStatusOf, type NodeStatus } from '@/components/trace/status';
import type { TreeNode } from '@/components/trace/node';
import { stage, stepNumber } from '@/components/trace/stages';
import { buildTree, resultStep, type TraceScope, type TraceStep } from '@/components/trace/tree';
import { judge, type Verdict } from '@/components/trace/verdict';
import type { Json } from '@/lib/core/json';
import { findTask } from '@/lib/panels/divide-and-conquer/tasks/registry';
import { readProblem } from './run-view/problem';
import { readingOf } from './run-view/reading';
import { resultOf, splitName, splitResult } from './run-view/results';
import { titleOf, type Title, type Titling } from './run-view/titles';
import type { DivideAndConquerSettings as Settings } from '@/lib/panels/divide-and-conquer/settings';

/** A step with what is known of it: what the inspector opens. */
export interface TracedStep {
  step: TraceStep;
  status: NodeStatus;
  expected: Json | undefined;
  /** What the scope that it stands in is about. */
  title: Title;
}

/** What one strategy did on one problem, ready to be drawn. */
export interface StrategyTrace {
  root: TreeNode;
  /** All steps by key, in program order. */
  steps: Map<string, TracedStep>;
}

/** The strategy's tree with its verdicts; while the problem runs, also with the calls that are still to come, where that is known. */
export function traceStrategy(trace: UnitTrace, strategy: string, settings: Settings): StrategyTrace {
  const path = [trace.root, strategy];
  const problem = readProblem(trace.unit.input);
  const task = findTask(settings.task);
  const done = buildTree(trace.calls.values(), path);
  const reading = readingOf(problem, strategy, settings, done);
  const isOpen = trace.status !== 'finished';
  const tree = isOpen ? buildTree([...reading.foreseen, ...trace.calls.values()], path) : done;
  const verdicts = judge(tree, reading.rules);
  const titling = { problem, strategy, prompts: task.prompts(settings), leaf: settings.leaf, reading };
  const steps: StrategyTrace['steps'] = new Map();
  const root = nodeOf(tree, undefined, { ...titling, metric: task.metric, verdicts, steps, isOpen });
  return { root, steps };
}

interface Context extends Titling {
  metric: ReturnType<typeof findTask>['metric'];
  verdicts: Map<string, Verdict>;
  steps: StrategyTrace['steps'];
  /** Whether more may come. */
  isOpen: boolean;
}

function nodeOf(scope: TraceScope, parent: TraceScope | undefined, context: Context): TreeNode {
  const { verdicts, reading, steps, metric, strategy } = context;
  const title = titleOf(scope, parent, context);
  const note = (step: TraceStep): NodeStatus => {
    const look = nodeStatusOf(step.call, verdicts.get(step.key));
    steps.set(step.key, { step, status: look, expected: reading.rules.expected(step, scope), title });
    return look;
  };
  const result = resultStep(scope);
  const splits = scope.steps
    .filter(step => stage(step.name) < 1 && step !== result)
    .map(step => {
      const { short, whole } = splitResult(step, strategy, metric);
      return { key: step.key, name: splitName(step.name), text: short, whole, status: note(step) };
    });
  const children = scope.scopes.map(child => nodeOf(child, scope, context));
  const { short, whole } = result ? resultOf(result, metric) : { short: '', whole: '' };
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
    isSequence: scope.scopes.some(child => stepNumber(child.name) !== undefined),
  };
}
