import { canonical, type Json } from '@/lib/core/json';
import { buildTree, inProgramOrder } from '@/lib/evaluation/tree';
import { type JournalEntry, pathKey } from '@/lib/experiment/entry';
import { isCall } from '@/lib/experiment/store';

/**
 * How two journals differ at one path. `answer`: the same request got another answer, or code computed another value.
 * `request`: another request. `missing`: only the recorded run has it. `extra`: only the run here has it.
 */
export type DifferenceKind = 'answer' | 'request' | 'missing' | 'extra';

export interface Difference {
  /** Of the path, as one string. */
  key: string;
  path: readonly string[];
  kind: DifferenceKind;
  /** Whether an earlier answer of the same strategy differed, so that this had to be asked otherwise. */
  follows: boolean;
  recorded?: JournalEntry;
  here?: JournalEntry;
}

/** What was found so far. Counts are of calls and embeddings: values that code computed only appear among the differences. */
export interface Comparison {
  /** Calls and embeddings of the recorded run. */
  recorded: number;
  /** Those of them that both runs asked for, and those of these with the same request and the same answer. */
  compared: number;
  same: number;
  /** In program order: see `lib/evaluation/tree.ts`. The first one never follows from another. */
  differences: Difference[];
}

/** The entries of a unit, and whether there will be no more of them. */
export interface Side {
  entries: Iterable<JournalEntry>;
  hasEnded: boolean;
  /** Strategies of which a call got no answer: what they lack is no difference. Default: none. */
  unanswered?: ReadonlySet<string>;
}

/**
 * Compares what two runs wrote down of one unit, path by path, in the order of the program and not of arrival. Times and token
 * counts do not matter. What only one side has is a difference only once the other has ended.
 */
export function compareUnit(recorded: Side, here: Side): Comparison {
  const [before, now] = [byPath(recorded.entries), byPath(here.entries)];
  const all = [...new Map([...before, ...now]).values()];
  const tree = buildTree(all, all[0]?.path.slice(0, 1) ?? []);
  const paths = [...inProgramOrder(tree)].map(({ step }) => step.item.path);
  const result: Comparison = { recorded: 0, compared: 0, same: 0, differences: [] };
  /** Strategies in which something differed already. */
  const astray = new Set<string>();
  for (const path of paths) {
    const key = pathKey(path);
    const [was, is] = [before.get(key), now.get(key)];
    if (was && isCall(was)) result.recorded++;
    const isCompared = was !== undefined && is !== undefined && isCall(was) && is.kind === was.kind;
    if (isCompared) result.compared++;
    const strategy = path[1] ?? '';
    const isWhole = ({ hasEnded, unanswered }: Side) => hasEnded && !unanswered?.has(strategy);
    const kind = kindOf(was, is, isWhole(recorded), isWhole(here));
    if (kind === undefined) {
      if (isCompared) result.same++;
      continue;
    }
    // Another answer to the same request does not follow from an earlier difference.
    const isOwn = kind === 'answer' && isCompared;
    const follows = !isOwn && astray.has(strategy);
    astray.add(strategy);
    result.differences.push({ key, path, kind, follows, ...(was && { recorded: was }), ...(is && { here: is }) });
  }
  return result;
}

/** Undefined where nothing differs, or nothing can be told yet. */
function kindOf(
  was: JournalEntry | undefined,
  is: JournalEntry | undefined,
  isOver: boolean,
  isOverHere: boolean,
): DifferenceKind | undefined {
  if (!was) return isOver ? 'extra' : undefined;
  if (!is) return isOverHere ? 'missing' : undefined;
  if (was.kind !== is.kind || hashOf(was) !== hashOf(is)) return 'request';
  return canonical(answerOf(was)) === canonical(answerOf(is)) ? undefined : 'answer';
}

/** Of what was asked; values that code computed are asked nothing. */
const hashOf = (entry: JournalEntry): string => (entry.kind === 'value' ? '' : entry.hash);

const answerOf = (entry: JournalEntry): Json => {
  switch (entry.kind) {
    case 'call':
      return entry.text;
    case 'embedding':
      return entry.vectors;
    case 'measurement':
    case 'value':
      return entry.value;
  }
};

const byPath = (entries: Iterable<JournalEntry>) =>
  new Map([...entries].map(entry => [pathKey(entry.path), entry] as const));
