import type { CallEntry, JournalEntry } from '@/lib/experiment/entry';
import { editDistance } from '@/lib/stats/edit-distance';
import { wilson, type Interval } from '@/lib/stats/wilson';
import type { ProblemResult } from './result';

/** What one strategy did on a set of problems; every figure is measured. A failed problem counts as wrong. */
export interface Measure {
  strategy: string;
  problems: number;
  correct: number;
  accuracy: Interval;
  /** Mean Levenshtein distance of the answer to the truth, over the problems that got an answer; null without one. */
  editDistance: number | null;
  /** Problems without an answer, because a call failed or could not be read. */
  failed: number;
  calls: number;
  promptTokens: number;
  completionTokens: number;
  /** Sum of the calls' times: what they would take one after the other. */
  milliseconds: number;
}

/** The calls of a journal by `unit name / strategy id`. */
export function callsByStrategy(journal: readonly JournalEntry[]): Map<string, CallEntry[]> {
  const groups = new Map<string, CallEntry[]>();
  for (const entry of journal) {
    if (entry.kind !== 'call') continue;
    const key = `${entry.path[0]} / ${entry.path[1]}`;
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return groups;
}

/** One strategy over the given problems. */
export function measure(
  strategy: string,
  problems: readonly { name: string; value: ProblemResult }[],
  calls: Map<string, CallEntry[]>,
): Measure {
  const tried = problems.filter(({ value }) => value.strategies[strategy] !== undefined);
  const answers = tried.flatMap(({ value }) => {
    const result = value.strategies[strategy];
    return result && 'answer' in result
      ? [{ ...result, distance: editDistance(result.answer, value.truth ?? '') }]
      : [];
  });
  const made = tried.flatMap(({ name }) => calls.get(`${name} / ${strategy}`) ?? []);
  const correct = answers.filter(answer => answer.correct).length;
  return {
    strategy,
    problems: tried.length,
    correct,
    accuracy: wilson(correct, tried.length),
    editDistance: answers.length ? sum(answers.map(answer => answer.distance)) / answers.length : null,
    failed: tried.length - answers.length,
    calls: made.length,
    promptTokens: sum(made.map(call => call.usage.prompt_tokens)),
    completionTokens: sum(made.map(call => call.usage.completion_tokens)),
    milliseconds: sum(made.map(call => call.timings.total_ms)),
  };
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
