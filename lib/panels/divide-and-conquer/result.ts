import type { Json } from '@/lib/core/json';
import type { EngineRef } from '@/lib/engines/contract';
import type { TrialResult } from '@/lib/evaluation/trial';
import type { UnitResult } from '@/lib/experiment/panel';

/** How one strategy ended on one problem. */
export type StrategyResult = TrialResult;

/** The value of a unit: the problem, what is known of it and, by strategy id, what came out. */
export type ProblemResult = {
  problem: Json;
  /** The problem's name without model and repeat: the same for all that are compared with each other. */
  label: string;
  /** In the unit of the task. */
  size: number;
  /** Null where the right answer is not known. */
  truth: string | null;
  /** Counted from 1. */
  repeat: number;
  model: EngineRef;
  strategies: Record<string, StrategyResult>;
};

/** The finished problems among the results, as this panel's own values. */
export function problemResults(results: readonly UnitResult[]): { name: string; value: ProblemResult }[] {
  return results.flatMap(({ name, value }) => (isProblemResult(value) ? [{ name, value }] : []));
}

/** Whether a unit's value is one of this panel: those from files and older versions may be anything. */
export function isProblemResult(value: unknown): value is ProblemResult {
  const { label, size, truth, repeat, model, strategies } = (value ?? {}) as Partial<ProblemResult>;
  return (
    typeof label === 'string' &&
    typeof size === 'number' &&
    typeof repeat === 'number' &&
    (truth === null || typeof truth === 'string') &&
    typeof model?.engine === 'string' &&
    typeof model.model === 'string' &&
    typeof strategies === 'object' &&
    strategies !== null &&
    Object.values(strategies).every(isStrategyResult)
  );
}

function isStrategyResult(value: unknown): value is StrategyResult {
  if (typeof value !== 'object' || value === null) return false;
  if ('answer' in value) return typeof value.answer === 'string';
  return 'failure' in value && typeof (value.failure as { kind?: unknown } | null)?.kind === 'string';
}
