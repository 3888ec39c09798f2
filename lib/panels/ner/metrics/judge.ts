import { createAligner } from '../align';
import type { Sentence, Span } from '../corpus';
import type { Prediction } from '../prediction';
import { offsetsOf } from '../text/offsets';
import type { Judged } from './contract';

/** A model names a mention and not its place: where it stands several times, all of its places count as predicted, or only the first. */
export type Placing = 'all' | 'first';

/**
 * A prediction beside the gold annotation of its sentence, in all forms that metrics compare. Mentions have a place only where they are
 * written in the sentence as they were predicted. A sentence that nobody has annotated has no entities: leave it out before.
 */
export function judge(
  { text, entities }: Pick<Sentence, 'text' | 'entities'>,
  prediction: Prediction,
  placing: Placing = 'all',
): Judged {
  const gold = entities ?? [];
  const { slice } = offsetsOf(text);
  const align = createAligner(text);
  const spans: Span[] = [];
  const unplaced: string[] = [];
  for (const [mention, label] of prediction) {
    const { kind, places } = align(mention);
    if (kind !== 'exact' && kind !== 'ambiguous') unplaced.push(label);
    else
      for (const { start, end } of placing === 'all' ? places : places.slice(0, 1)) spans.push({ start, end, label });
  }
  return {
    text,
    gold: { mentions: new Map(gold.map(({ start, end, label }) => [slice(start, end) ?? '', label])), spans: gold },
    predicted: { mentions: prediction, spans, unplaced },
  };
}
