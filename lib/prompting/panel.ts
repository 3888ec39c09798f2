import type { Experiment, Panel, Unit } from '@/lib/experiment/panel';
import type { Scope } from '@/lib/experiment/scope';
import { asFailure, toRecord } from '@/lib/ground/failure';
import { random } from '@/lib/ground/random';
import { drawHeldOut, label, withoutLeadingZeros, type Multiplication } from '@/lib/tasks/multiplication/problem';
import { multiplication } from '@/lib/tasks/multiplication/task';
import { strategies } from './registry';
import { fields, settingsSchema, type DivideAndConquerSettings } from './settings';
import { table } from './table';

/** How one strategy ended on one problem. */
export type StrategyResult = { answer: string; correct: boolean } | { failure: { kind: string; detail: string } };

/** The value of a unit: the problem, the right answer and, by strategy id, what came out. */
export type ProblemResult = { problem: Multiplication; truth: string; strategies: Record<string, StrategyResult> };

/** Divide-and-conquer prompting against its rivals, on long multiplication. */
export const divideAndConquerPanel: Panel<DivideAndConquerSettings> = {
  id: 'divide-and-conquer',
  title: 'Divide and conquer',
  summary: 'Split a problem, solve the parts in isolation, merge the answers: does a model get further that way?',
  fields,
  settings: settingsSchema,
  units,
  run: async ({ input }, { settings }, scope) => solve(input as Multiplication, settings, scope),
  table,
};

/** The given problem, or held-out ones drawn from the seed, dealt out over the sizes in turn. */
function units({ settings, seed }: Experiment<DivideAndConquerSettings>): Unit[] {
  if (settings.problems === 'given') {
    return [unit({ a: withoutLeadingZeros(settings.a), b: withoutLeadingZeros(settings.b) }, '')];
  }
  const stream = random(seed).fork('problems');
  const seen = new Map<string, number>();
  return Array.from({ length: settings.count }, (_, index) => {
    const problem = drawHeldOut(stream, Number(settings.digits[index % settings.digits.length]));
    const times = (seen.get(label(problem)) ?? 0) + 1;
    seen.set(label(problem), times);
    // Of one-digit problems there are only a hundred, so a long run draws some again.
    return unit(problem, times > 1 ? ` (${times})` : '');
  });
}

const unit = (problem: Multiplication, suffix: string): Unit => ({ name: label(problem) + suffix, input: problem });

/** All chosen strategies side by side; one that fails leaves the others alone. */
async function solve(
  problem: Multiplication,
  settings: DivideAndConquerSettings,
  scope: Scope,
): Promise<ProblemResult> {
  const truth = multiplication.truth(problem);
  const chosen = strategies.filter(({ id }) => settings.strategies.includes(id));
  const results = await scope.all(
    chosen,
    ({ id }) => id,
    async (strategy, sub): Promise<[string, StrategyResult]> => {
      try {
        const answer = await strategy.solve(multiplication, problem, settings, sub);
        return [strategy.id, { answer, correct: answer === truth }];
      } catch (error) {
        const failure = asFailure(error);
        if (failure.kind === 'cancelled') throw failure;
        return [strategy.id, { failure: { ...toRecord(failure) } }];
      }
    },
  );
  return { problem, truth, strategies: Object.fromEntries(results) };
}
