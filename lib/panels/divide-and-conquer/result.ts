import type { Json } from '@/lib/core/json';
import type { EngineRef } from '@/lib/engines/contract';
import type { TrialResult } from '@/lib/evaluation/trial';
import type { UnitResult } from '@/lib/experiment/panel';
import { modelSchema } from '@/lib/experiment/spec';

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

/**
 * Whether a unit's value is one of this panel: those from files and older versions may be anything. All that views and figures read of a
 * result is checked here; what is in `problem` is the business of the task (`Task.readProblem`).
 */
export function isProblemResult(value: unknown): value is ProblemResult {
  const { problem, label, size, truth, repeat, model, strategies } = (value ?? {}) as Partial<ProblemResult>;
  return (
    problem !== undefined &&
    typeof label === 'string' &&
    isAmount(size) &&
    isAmount(repeat) &&
    Number.isInteger(repeat) &&
    (truth === null || typeof truth === 'string') &&
    modelSchema.safeParse(model).success &&
    typeof strategies === 'object' &&
    strategies !== null &&
    !Array.isArray(strategies) &&
    Object.values(strategies).every(isStrategyResult)
  );
}

const isAmount = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value <= 1e9;

function isStrategyResult(value: unknown): value is StrategyResult {
  if (typeof value !== 'object' || value === null) return false;
  const { answer, correct, failure } = value as { answer?: unknown; correct?: unknown; failure?: unknown };
  if (answer !== undefined) return typeof answer === 'string' && (correct === null || typeof correct === 'boolean');
  const { kind, detail } = (failure ?? {}) as { kind?: unknown; detail?: unknown };
  return typeof kind === 'string' && typeof detail === 'string';
}
