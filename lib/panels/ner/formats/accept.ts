import { dataLimits, thousands } from '@/lib/data/limits';
import { compareSpans, type Sentence, type Span, type Token } from '../corpus';
import { codePointLength, type Offsets, offsetsOf } from '../text/offsets';
import type { Report } from './report';

/** Characters of a label. */
const longestLabel = 200;

/**
 * A sentence that was read, if it is one: with text, not too long, its spans within it, sorted and each once. What is wrong is reported
 * with its line.
 */
export function accept(draft: Sentence, line: number, report: Report): Sentence | undefined {
  const { text } = draft;
  if (text.trim() === '') return drop('It has no text.');
  if (/\p{Surrogate}/u.test(text)) return drop('It holds half of a surrogate pair, which is no character.');
  if (text.length > dataLimits.field && codePointLength(text) > dataLimits.field)
    return drop(`It is longer than ${thousands(dataLimits.field)} characters.`);
  const offsets = offsetsOf(text);
  const tokens = draft.tokens && checkTokens(draft.tokens, offsets);
  if (typeof tokens === 'string') report.note(line, `${tokens} The sentence is read without its tokens.`);
  return {
    id: draft.id.trim().slice(0, dataLimits.id),
    text,
    ...(Array.isArray(tokens) && { tokens }),
    entities: draft.entities && checkSpans(draft.entities, offsets, line, report),
    ...(draft.document !== undefined && { document: draft.document.slice(0, dataLimits.name) }),
  };

  function drop(reason: string): undefined {
    report.dropSentence(line, reason);
  }
}

function checkSpans(spans: readonly Span[], { length }: Offsets, line: number, report: Report): Span[] {
  const sorted: Span[] = [];
  for (const { start, end, label } of [...spans].sort(compareSpans)) {
    const last = sorted.at(-1);
    if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end > length || start >= end)
      report.dropSpan(line, `The span ${start} to ${end} is no range of the text, which has ${length} code points.`);
    else if (label.length > longestLabel)
      report.dropSpan(line, `The label of the span ${start} to ${end} is longer than ${longestLabel} characters.`);
    else if (/\p{Surrogate}/u.test(label))
      report.dropSpan(line, `The label of the span ${start} to ${end} holds half of a surrogate pair.`);
    else if (last?.start === start && last.end === end && last.label === label)
      report.note(line, `The span ${start} to ${end} is there twice.`);
    else sorted.push({ start, end, label });
  }
  return sorted;
}

/** The tokens, or a sentence that says what is wrong with them. */
function checkTokens(tokens: readonly Token[], offsets: Offsets): readonly Token[] | string {
  let at = 0;
  for (const { start, end } of [...tokens, { start: offsets.length, end: offsets.length }]) {
    const gap = start < at ? null : offsets.slice(at, start);
    const covered = offsets.slice(start, end);
    if (gap === null || covered === null || (covered === '' && start < offsets.length))
      return `The token ${start} to ${end} is no range of the text behind the token before it.`;
    if (gap.trim() !== '') return `The text from ${at} to ${start} belongs to no token.`;
    at = end;
  }
  return tokens.map(({ start, end }) => ({ start, end }));
}
