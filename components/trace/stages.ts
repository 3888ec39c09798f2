/** What a step of a strategy is for, by the name under which the program asks (`lib/prompting`). */
interface Stage {
  /** 0: before the sub-scopes of its scope. 1: beside them, or without any. 2: behind them. */
  place: 0 | 1 | 2;
  /** In words, for a heading. */
  words: string;
}

const stages: Readonly<Record<string, Stage>> = {
  split: { place: 0, words: 'Split' },
  decide: { place: 0, words: 'Line of the controller' },
  solve: { place: 1, words: 'Answer to a part' },
  reason: { place: 1, words: 'Chain of thought' },
  propose: { place: 1, words: 'Thought' },
  choose: { place: 1, words: 'Vote on the thoughts' },
  merge: { place: 2, words: 'Merge' },
  vote: { place: 2, words: 'Majority vote' },
  count: { place: 2, words: 'Count of the votes' },
  answer: { place: 2, words: 'Answer' },
};

/** The first word decides: `split second`, `solve 2`. A name that no strategy uses stands by itself. */
const stageOf = (name: string): Stage => stages[name.split(' ', 1)[0] ?? ''] ?? { place: 1, words: name };

/**
 * Where a step stands in its scope's program: below 1 before the sub-scopes, 1 beside them, above 1 behind them. A journal holds its
 * entries in the order in which answers came, which differs from run to run; the names alone decide here.
 */
export const stage = (name: string): number => stageOf(name).place;

/** The stage in words: `Split`, `Chain of thought`. */
export const stageWords = (name: string): string => stageOf(name).words;

const STEP = /^step (\d+)$/;

/** Place of a scope in a sequence, counted from 1: scopes of that name follow one another. Undefined for independent ones. */
export function stepNumber(name: string): number | undefined {
  const found = STEP.exec(name)?.[1];
  return found === undefined ? undefined : Number(found);
}
