import type { Neighbour } from '@/lib/panels/ner/report/neighbours';
import { readAnswerOf } from '@/lib/panels/ner/report/verdicts';
import { JudgedText } from '../judged/judged-text';

/** Shared words that are named. */
const mostWords = 4;

/** One sentence of the pool: how similar it is and why, and the annotation that the prompt shows, beside gold where there is gold. */
export function NeighbourRow({
  neighbour,
  number,
  pool,
  answers,
  labels,
}: {
  neighbour: Neighbour;
  /** Its place in the prompt; null where it is not in it. */
  number: number | null;
  /** Sentences of the pool. */
  pool: number;
  /** Answers that a sentence was given. */
  answers: number;
  labels: readonly string[];
}) {
  const { similarity, text, pairs, entities } = neighbour;
  return (
    <div className="grid grid-cols-[1.5rem_4.5rem_minmax(0,1fr)] items-start gap-x-3">
      <span className="pt-1 text-right font-semibold text-muted tabular-nums">{number ?? '\u2013'}</span>
      <span className="pt-1.5">
        <span aria-hidden className="block h-2 overflow-hidden rounded-sm bg-sunken">
          <span
            className={`block h-full forced-color-adjust-none ${number === null ? 'bg-line-strong' : 'bg-accent'}`}
            style={{ width: `${100 * Math.max(0, similarity ?? 0)}%` }}
          />
        </span>
        <span className="block text-caption text-muted tabular-nums">
          {similarity === null ? 'not compared' : similarity.toFixed(3)}
        </span>
      </span>
      <div className="min-w-0">
        <JudgedText text={text} answer={readAnswerOf({ text, entities }, new Map(pairs))} labels={labels} />
        <p className="text-caption text-muted">{whyOf(neighbour, pool, answers)}</p>
      </div>
    </div>
  );
}

/** What speaks for a sentence: `1st of 157 by similarity; mean votes 4.8 of 5; shares harbour (0.210), strike (0.120)`. */
export function whyOf(
  { id, rank, score, shared }: Pick<Neighbour, 'id' | 'rank' | 'score' | 'shared'>,
  pool: number,
  answers: number,
): string {
  const words = shared.slice(0, mostWords).map(({ term, weight }) => `${term} ${weight.toFixed(3)}`);
  const more = shared.length > mostWords ? ` and ${shared.length - mostWords} more` : '';
  return [
    id,
    ...(rank === null ? [] : [`number ${rank.toLocaleString('en')} of ${pool.toLocaleString('en')} by similarity`]),
    ...(score === null ? [] : [`mean votes ${score.toFixed(1)} of ${answers}`]),
    ...(words.length > 0 ? [`shared words: ${words.join(', ')}${more}`] : []),
  ].join(' \u00b7 ');
}
