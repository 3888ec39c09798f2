import type { Span } from '@/lib/panels/ner/corpus';
import type { Judged, Metric } from '@/lib/panels/ner/metrics/contract';
import { evaluationOf } from '@/lib/panels/ner/metrics/score';

export type Pairs = readonly (readonly [mention: string, label: string])[];

/** A sentence of which only mentions are known, as in the recordings. */
export const judged = (text: string, gold: Pairs, predicted: Pairs): Judged => ({
  text,
  gold: { mentions: new Map(gold), spans: [] },
  predicted: { mentions: new Map(predicted), spans: [] },
});

/** A sentence of which only places are known. */
export const placed = (gold: readonly Span[], predicted: readonly Span[]): Judged => ({
  text: '',
  gold: { mentions: new Map(), spans: gold },
  predicted: { mentions: new Map(), spans: predicted },
});

export const place = (start: number, end: number, label = 'x'): Span => ({ start, end, label });

/** A sentence of which only IOB2 tags are known, with blanks between them. */
export function tagged(gold: string, predicted: string): Judged {
  const annotation = (tags: string) => ({
    mentions: new Map(),
    spans: [],
    tags: { scheme: 'IOB2' as const, tags: tags.split(' ') },
  });
  return { text: '', gold: annotation(gold), predicted: annotation(predicted) };
}

/** How a metric judges sentences. */
export const evaluate = (metric: Metric, items: readonly Judged[], labels: readonly string[]) =>
  evaluationOf(
    metric,
    items.map(item => metric.count(item, labels)),
    labels,
  );
