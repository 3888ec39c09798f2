import type { Sentence, Span } from '../corpus';
import { type EntityError, type ErrorKind, errorsOf } from '../errors';
import type { Judged } from '../metrics/contract';
import { judge } from '../metrics/judge';
import { type Placed, placed } from '../placed';
import type { Prediction } from '../prediction';

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
export function readAnswerOf(sentence: Pick<Sentence, 'text' | 'entities'>, prediction: Prediction): ReadAnswer {
  if (sentence.entities) return readJudged(judge(sentence, prediction));
  const unjudged = Array.from(prediction, ([mention, label]): Unjudged => ({
    kind: null,
    mention,
    label,
    entities: [],
  }));
  return { ...placed(sentence.text, unjudged), verdicts: null };
}

/** The same of a prediction that was judged. */
export function readJudged(judged: Judged): ReadAnswer {
  const { text, gold } = judged;
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
  const missedSpans = gold.spans.flatMap((span: Span): Placed<Verdict>[] => {
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
