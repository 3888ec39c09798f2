import type { Sentence, Span } from '../corpus';
import { type EntityError, type ErrorKind, errorsOf } from '../errors';
import type { Judged } from '../metrics/contract';
import { judge } from '../metrics/judge';
import { type Placed, placed } from '../placed';
import type { Prediction } from '../prediction';
import type { SentenceResult } from '../result';

/** What a mention is worth against the gold annotation. */
export type VerdictKind = 'right' | ErrorKind;

/** A mention of a prediction, or one that it misses. */
export interface Verdict {
  kind: VerdictKind;
  mention: string;
  label: string;
  /** Entities of the gold annotation that it touches. */
  entities: EntityError['entities'];
}

/** Each predicted mention in its order, then what is missed: every mention and every entity that nothing touches has one verdict. */
export function verdictsOf(judged: Judged): Verdict[] {
  const errors = errorsOf(judged);
  const byMention = new Map(errors.filter(({ kind }) => kind !== 'missed').map(error => [error.mention, error]));
  const predicted = Array.from(
    judged.predicted.mentions,
    ([mention, label]): Verdict => byMention.get(mention) ?? { kind: 'right', mention, label, entities: [] },
  );
  return [...predicted, ...errors.filter(({ kind }) => kind === 'missed')];
}

/** What one mention with one label is worth on its own. */
export function verdictOf(sentence: Pick<Sentence, 'text' | 'entities'>, mention: string, label: string): Verdict {
  const [error] = errorsOf(judge(sentence, new Map([[mention, label]])));
  return error && error.kind !== 'missed' ? error : { kind: 'right', mention, label, entities: [] };
}

/** A prediction as it is drawn over its sentence. */
export interface ReadAnswer {
  /** Mentions where they stand, and missed entities where people marked them. */
  spans: Placed<Verdict | Unjudged>[];
  absent: (Verdict | Unjudged)[];
  /** Null where the sentence has no gold annotation. */
  verdicts: Verdict[] | null;
}

/** A mention of a sentence that nobody has annotated. */
export interface Unjudged {
  kind: null;
  mention: string;
  label: string;
  entities: readonly [];
}

/** A prediction against the gold annotation of its sentence, where there is one. */
export function readAnswerOf({ text, entities }: SentenceResult, prediction: Prediction): ReadAnswer {
  if (!entities) {
    const unjudged = Array.from(prediction, ([mention, label]): Unjudged => ({
      kind: null,
      mention,
      label,
      entities: [],
    }));
    return { ...placed(text, unjudged), verdicts: null };
  }
  const judged = judge({ text, entities }, prediction);
  const verdicts = verdictsOf(judged);
  const drawn = placed(
    text,
    verdicts.filter(({ kind }) => kind !== 'missed'),
  );
  const missed = new Map(
    verdicts
      .filter(({ kind }) => kind === 'missed')
      .map(verdict => [JSON.stringify([verdict.mention, verdict.label]), verdict]),
  );
  const characters = missed.size > 0 ? [...text] : [];
  const missedSpans = entities.flatMap((span: Span): Placed<Verdict>[] => {
    const verdict = missed.get(JSON.stringify([characters.slice(span.start, span.end).join(''), span.label]));
    return verdict ? [{ ...span, of: verdict }] : [];
  });
  return { spans: [...drawn.spans, ...missedSpans], absent: drawn.absent, verdicts };
}

/** How many of each kind, in the order of the kinds; kinds that do not occur are left out. */
export function countVerdicts(verdicts: readonly Verdict[]): { kind: VerdictKind; count: number }[] {
  const counts = new Map<VerdictKind, number>();
  for (const { kind } of verdicts) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return order.flatMap(kind => {
    const count = counts.get(kind);
    return count === undefined ? [] : [{ kind, count }];
  });
}

const order: readonly VerdictKind[] = ['right', 'wrong-label', 'wrong-boundary', 'spurious', 'absent', 'missed'];

/** What a prediction changed against another one of the same sentence. */
export interface Change {
  what: 'added' | 'removed' | 'relabelled';
  mention: string;
  /** The new label; of a removed mention the old one. */
  label: string;
  /** Of a relabelled mention. */
  before: string | null;
  /** Whether the change makes the prediction better or worse against the gold annotation; null where that is not known, or neither. */
  effect: 'better' | 'worse' | null;
}

/** The changes in the order of the new prediction, then what it no longer names. */
export function changesOf({ text, entities }: SentenceResult, before: Prediction, after: Prediction): Change[] {
  const gold = entities && judge({ text, entities }, new Map()).gold.mentions;
  const isRight = (mention: string, label: string): boolean => text.includes(mention) && gold?.get(mention) === label;
  const effectOf = (was: boolean | null, is: boolean | null): Change['effect'] => {
    if (!gold) return null;
    // A mention that is not named is neither right nor wrong: naming a wrong one is worse, and no longer naming it is better.
    const worth = (value: boolean | null) => (value === null ? 0 : value ? 1 : -1);
    const difference = worth(is) - worth(was);
    return difference > 0 ? 'better' : difference < 0 ? 'worse' : null;
  };
  const changes: Change[] = [];
  for (const [mention, label] of after) {
    const old = before.get(mention);
    if (old === label) continue;
    changes.push({
      ...{ what: old === undefined ? 'added' : 'relabelled', mention, label, before: old ?? null },
      effect: effectOf(old === undefined ? null : isRight(mention, old), isRight(mention, label)),
    });
  }
  for (const [mention, label] of before) {
    if (after.has(mention)) continue;
    changes.push({ what: 'removed', mention, label, before: null, effect: effectOf(isRight(mention, label), null) });
  }
  return changes;
}
