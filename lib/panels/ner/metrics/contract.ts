import type { Span } from '../corpus';
import type { Prediction } from '../prediction';
import type { SchemeId } from '../tags/schemes';

/** What somebody says of a sentence, in the forms that metrics compare. */
export interface Annotation {
  /** Mention -> label. */
  mentions: Prediction;
  spans: readonly Span[];
  /** Labels of mentions that stand nowhere in the sentence: as spans they are predicted and wrong. */
  unplaced?: readonly string[];
  /** One tag a token, where the annotation came as tags. */
  tags?: { scheme: SchemeId; tags: readonly string[] };
}

export interface Judged {
  text: string;
  gold: Annotation;
  predicted: Annotation;
}

/** Entities of one kind in some sentences. `correct` may be a fraction where a metric gives part of the credit. */
export interface Counts {
  gold: number;
  predicted: number;
  correct: number;
}

/** A rule for what counts as found. */
export interface Metric {
  id: string;
  title: string;
  /** One sentence on what it forgives. */
  forgives: string;
  /** Whether it looks at labels. If not, it counts all entities under one label of its own, and there is no row for each label. */
  byLabel: boolean;
  /** The counts of one sentence by label; null where it cannot judge the sentence. */
  count(item: Judged, labels: readonly string[]): ReadonlyMap<string, Counts> | null;
}

/** Counts by label that can be added to. */
export class LabelCounts extends Map<string, Counts> {
  add(label: string, which: keyof Counts, amount = 1): void {
    const counts = this.get(label) ?? { gold: 0, predicted: 0, correct: 0 };
    counts[which] += amount;
    this.set(label, counts);
  }
}
