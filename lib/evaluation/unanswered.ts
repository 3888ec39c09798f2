import { isAnswered, type Trial } from './trial';

/** Trials that got no answer, because a call was spoiled. */
export interface Unanswered {
  trials: number;
  /** By kind of failure, the most frequent first. */
  kinds: readonly { kind: string; trials: number }[];
}

/** The trials that count. */
export const answeredOf = <T extends Pick<Trial, 'result'>>(trials: readonly T[]): T[] =>
  trials.filter(({ result }) => isAnswered(result));

export function unansweredOf(trials: readonly Pick<Trial, 'result'>[]): Unanswered {
  const counts = new Map<string, number>();
  for (const { result } of trials) {
    if ('failure' in result && !isAnswered(result)) {
      counts.set(result.failure.kind, (counts.get(result.failure.kind) ?? 0) + 1);
    }
  }
  return fromCounts(counts);
}

/** Those of several sets together. */
export function joinUnanswered(all: readonly Unanswered[]): Unanswered {
  const counts = new Map<string, number>();
  for (const { kind, trials } of all.flatMap(({ kinds }) => kinds)) counts.set(kind, (counts.get(kind) ?? 0) + trials);
  return fromCounts(counts);
}

function fromCounts(counts: ReadonlyMap<string, number>): Unanswered {
  const kinds = [...counts].map(([kind, trials]) => ({ kind, trials })).sort((a, b) => b.trials - a.trials);
  return { trials: kinds.reduce((sum, { trials }) => sum + trials, 0), kinds };
}
