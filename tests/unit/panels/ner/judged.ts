import type { Judged, Place } from '@/lib/panels/ner/metrics/contract';

export type Pairs = readonly (readonly [mention: string, label: string])[];

/** A sentence of which only mentions are known, as in the recordings. */
export const judged = (text: string, gold: Pairs, predicted: Pairs): Judged => ({
  text,
  gold: { mentions: new Map(gold), spans: [] },
  predicted: { mentions: new Map(predicted), spans: [] },
});

/** A sentence of which only places are known. */
export const placed = (gold: readonly Place[], predicted: readonly Place[]): Judged => ({
  text: '',
  gold: { mentions: new Map(), spans: gold },
  predicted: { mentions: new Map(), spans: predicted },
});

export const place = (start: number, end: number, label = 'x'): Place => ({ start, end, label });
