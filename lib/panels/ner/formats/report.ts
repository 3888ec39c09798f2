import { Failure } from '@/lib/core/failure';
import { leaveOut, type LeftOutList, nothingLeftOut } from '@/lib/data/left-out';
import type { SchemeId } from '../tags/schemes';

/**
 * What reading or writing a corpus could not keep, and what it decided by a rule. When reading, lines are those of the file; when writing,
 * the number of the sentence, from 1.
 */
export interface Report {
  readonly sentences: LeftOutList;
  readonly spans: LeftOutList;
  /** What is kept, but was not certain or is written in another way. */
  readonly notes: LeftOutList;
  /** By which scheme the tags of a file were read, and why. */
  readonly schemes: readonly { scheme: SchemeId; reason: string }[];
  /** Each of these: @throws Failure `data-malformed` in a strict report */
  dropSentence(line: number, reason: string): void;
  dropSpan(line: number, reason: string): void;
  note(line: number, reason: string): void;
  readBy(scheme: SchemeId, reason: string): void;
}

/** @param isStrict whether the first sentence or span that would be left out is a failure instead; notes never are */
export function createReport(isStrict = false): Report {
  const [sentences, spans, notes] = [nothingLeftOut(), nothingLeftOut(), nothingLeftOut()];
  const schemes: { scheme: SchemeId; reason: string }[] = [];
  function drop(list: LeftOutList, line: number, reason: string): void {
    if (isStrict) throw malformed(line, reason);
    leaveOut(list, line, reason);
  }
  return {
    sentences,
    spans,
    notes,
    schemes,
    dropSentence: (line, reason) => drop(sentences, line, reason),
    dropSpan: (line, reason) => drop(spans, line, reason),
    note: (line, reason) => leaveOut(notes, line, reason),
    readBy: (scheme, reason) => void schemes.push({ scheme, reason }),
  };
}

/** The same report for one of several files, whose name stands before each reason. */
export const reportOf = (report: Report, file: string): Report => ({
  ...report,
  dropSentence: (line, reason) => report.dropSentence(line, `${file}: ${reason}`),
  dropSpan: (line, reason) => report.dropSpan(line, `${file}: ${reason}`),
  note: (line, reason) => report.note(line, `${file}: ${reason}`),
  readBy: (scheme, reason) => report.readBy(scheme, `${file}: ${reason}`),
});

const malformed = (line: number, reason: string): Failure => new Failure('data-malformed', `Line ${line}: ${reason}`);
