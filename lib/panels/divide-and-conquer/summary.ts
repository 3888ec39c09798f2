import * as z from 'zod/mini';
import { Failure } from '@/lib/core/failure';
import { describeIssue } from '@/lib/core/issue';
import { parseJson } from '@/lib/core/json';
import { refKey } from '@/lib/engines/contract';
import { isAnswered } from '@/lib/evaluation/trial';
import { type CallEntry, type JournalEntry, pathKey } from '@/lib/experiment/entry';
import { beyondLimits } from '@/lib/experiment/limits';
import type { Experiment, Panel, SummarisedRun } from '@/lib/experiment/panel';
import { parseExperiment } from '@/lib/experiment/spec';
import { type Registry, registry as everything } from './registry';
import { problemResults } from './result';
import type { DivideAndConquerSettings } from './settings';

/** What one strategy did on all problems of one size; sums over the problems. */
export type SummaryRow = {
  /** Id of the strategy. */
  strategy: string;
  /** In the unit of the task. */
  size: number;
  /** Problems that were answered and can be judged; one without a usable answer counts as wrong. */
  n: number;
  correct: number;
  calls: number;
  /** Null where an engine did not count them. */
  promptTokens: number | null;
  completionTokens: number | null;
};

/** A run without its journal: small enough to be drawn at once, with what is needed to repeat it. */
export type Summary = {
  experiment: Experiment<DivideAndConquerSettings>;
  environment: Record<string, string>;
  /** The command line that repeats the run. */
  command: string;
  /** Milliseconds since 1970. */
  createdAt: number;
  rows: SummaryRow[];
};

const whole = (max: number) => z.int().check(z.minimum(0), z.maximum(max));
const tokens = z.nullable(whole(1e12));

const rowOf = (registry: Registry) =>
  z
    .strictObject({
      strategy: z.enum(registry.strategies.map(({ id }) => id)),
      size: z.int().check(z.minimum(1), z.maximum(10_000)),
      n: z.int().check(z.minimum(1), z.maximum(1e6)),
      correct: whole(1e6),
      calls: whole(1e9),
      promptTokens: tokens,
      completionTokens: tokens,
    })
    .check(z.refine(({ correct, n }) => correct <= n, 'correct must be at most n'));

const shapeOf = (registry: Registry) =>
  z.strictObject({
    experiment: z.unknown(),
    environment: z.record(z.string().check(z.maxLength(100)), z.string().check(z.maxLength(2000))),
    command: z.string().check(z.minLength(1), z.maxLength(1000)),
    createdAt: whole(8.64e15),
    rows: z.array(rowOf(registry)).check(
      z.maxLength(500),
      z.refine(
        rows => new Set(rows.map(({ strategy, size }) => `${strategy} ${size}`)).size === rows.length,
        'each strategy and size at most once',
      ),
    ),
  });

/** Characters of a file. */
export const largestSummary = 200_000;

/**
 * Reads what {@link summaryOf} made, as the text of a file.
 *
 * @throws Failure `file-too-large`, `file-malformed` or what `parseExperiment` throws
 */
export function parseSummary(
  text: string,
  panel: Panel<DivideAndConquerSettings>,
  registry: Registry = everything,
): Summary {
  if (text.length > largestSummary) throw new Failure('file-too-large');
  const value = parseJson(text, 'file-malformed', 'It is not JSON.');
  const excess = beyondLimits(value, { depth: 16, values: 20_000, text: 20_000 });
  if (excess) throw new Failure('file-malformed', excess);
  const parsed = shapeOf(registry).safeParse(value);
  if (!parsed.success) throw new Failure('file-malformed', describeIssue(parsed.error));
  return { ...parsed.data, experiment: parseExperiment(parsed.data.experiment, panel) };
}

/** Of a run on its experiment's first model: others are left out. Rows stand in the order of the strategies, then by size. */
export function summaryOf(
  { experiment, environment, createdAt, results, entries }: SummarisedRun<DivideAndConquerSettings>,
  command: string,
  registry: Registry = everything,
): Summary {
  const model = refKey(experiment.model);
  const problems = problemResults(results).filter(({ value }) => refKey(value.model) === model);
  const calls = callsOf(entries);
  const sizes = [...new Set(problems.map(({ value }) => value.size))].sort((a, b) => a - b);
  const rows = registry.strategies.flatMap(({ id }) =>
    sizes.flatMap((size): SummaryRow[] => {
      const judged = problems.flatMap(({ name, value }) => {
        const result = value.size === size ? value.strategies[id] : undefined;
        if (!result || !isAnswered(result) || ('correct' in result && result.correct === null)) return [];
        return { name, isRight: 'correct' in result && result.correct === true };
      });
      if (judged.length === 0) return [];
      const made = judged.flatMap(({ name }) => calls.get(pathKey([name, id])) ?? []);
      return [
        {
          strategy: id,
          size,
          n: judged.length,
          correct: judged.filter(({ isRight }) => isRight).length,
          calls: made.length,
          promptTokens: sumOf(made, 'prompt_tokens'),
          completionTokens: sumOf(made, 'completion_tokens'),
        },
      ];
    }),
  );
  return {
    experiment,
    environment,
    command,
    createdAt,
    rows,
  };
}

/** The calls of a journal by unit and strategy, the first two names of their paths. */
function callsOf(entries: readonly JournalEntry[]): Map<string, CallEntry[]> {
  const groups = new Map<string, CallEntry[]>();
  for (const entry of entries) {
    if (entry.kind !== 'call') continue;
    const key = pathKey(entry.path.slice(0, 2));
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return groups;
}

const sumOf = (calls: readonly CallEntry[], kind: 'prompt_tokens' | 'completion_tokens'): number | null =>
  calls.some(({ usage }) => usage.counted) ? null : calls.reduce((sum, { usage }) => sum + usage[kind], 0);
