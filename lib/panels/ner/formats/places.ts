import { locate, type StatedRange, type Unit, unitNames } from '../text/units';
import type { Report } from './report';

/** A span as a file states it. */
export interface StatedSpan extends StatedRange {
  label: string;
  /** Its line, where that is not the line of its sentence. */
  line?: number;
}

/**
 * Spans of a text in code points. A covered text decides what the numbers count; a span whose numbers fit under no reading is left out.
 *
 * @param unit what the numbers count where no covered text says otherwise
 */
export function placeSpans<S extends StatedSpan>(
  text: string,
  stated: readonly S[],
  unit: Unit,
  line: number,
  report: Report,
): S[] {
  const located = locate(text, stated, unit);
  const others = new Set<string>();
  const spans = stated.flatMap((span, index): S[] => {
    const { start, end, label, covered } = span;
    const found = located[index];
    if (!found) {
      const what =
        covered === undefined
          ? `no range of the text in ${unitNames[unit]}`
          : `not where its text "${covered.slice(0, 80)}" stands`;
      report.dropSpan(span.line ?? line, `The span ${start} to ${end} (${label.slice(0, 40)}) is ${what}.`);
      return [];
    }
    if (found.unit !== unit || found.joinsLineEnds)
      others.add(`${unitNames[found.unit]}${found.joinsLineEnds ? ', with CR LF as one' : ''}`);
    return [{ ...span, start: found.start, end: found.end }];
  });
  if (others.size > 0) report.note(line, `By the texts that they cover, its spans count ${[...others].join(' and ')}.`);
  return spans;
}
