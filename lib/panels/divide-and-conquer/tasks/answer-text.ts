import { tryParseJson } from '@/lib/core/json';

/**
 * What counts of a model's answer, whatever the task. All patterns here and in the parsers take linear time: a model may loop to its
 * last token, and what it then wrote is read all the same. So every run of spaces in the middle of a pattern is bounded, and a run of
 * digits may only begin where none stands before it.
 */

/** Hidden reasoning that some models write before their answer. */
const THINKING = /<think(?:ing)?>[\s\S]*?(?:<\/think(?:ing)?>|$)/gi;

/** Chat templates that open the reasoning themselves leave only its end in the answer. */
const END_OF_THINKING = /<\/think(?:ing)?>/gi;

/** A text without what a model thought aloud before it answered. */
export function withoutThinking(text: string): string {
  const visible = text.replace(THINKING, '');
  const end = [...visible.matchAll(END_OF_THINKING)].at(-1);
  return end ? visible.slice(end.index + end[0].length) : visible;
}

/** `Answer:`, `**Answer**:`, `Final answer =`, and the marks that stand before what follows. */
const MARKED = /(?<![\p{L}\p{N}])answer[*_`"'”’]{0,4}\s{0,4}[:=][\s*_`"'”’]{0,8}/giu;
/** The same, and `the answer is`. */
const SAID = /(?<![\p{L}\p{N}])answer[*_`"'”’]{0,4}\s{0,4}(?:[:=]|is(?![\p{L}\p{N}]))[\s*_`"'”’:]{0,8}/giu;
/** `\boxed{42}`, as models that were trained on mathematics end; braces inside once. */
const BOXED = /\\boxed\{((?:[^{}]|\{[^{}]{0,100}\}){0,400})\}/g;

export interface AnswerText {
  text: string;
  /** Whether it stood behind a mark, or in a box; if not, `text` is all that was said. */
  isMarked: boolean;
}

/** What stands behind the last "Answer:" (or, where `said`, "the answer is"), else in the last box, else all of it. */
export function answerText(text: string, { said = false } = {}): AnswerText {
  const visible = withoutThinking(text);
  const marker = [...visible.matchAll(said ? SAID : MARKED)].at(-1);
  if (marker) return { text: visible.slice(marker.index + marker[0].length), isMarked: true };
  const boxed = [...visible.matchAll(BOXED)].at(-1)?.[1];
  return boxed === undefined ? { text: visible, isMarked: false } : { text: boxed, isMarked: true };
}

/** The strings of a JSON list, perhaps in a fence and with words around it; undefined if there is none. */
export function jsonList(text: string): string[] | undefined {
  const start = text.indexOf('[');
  const end = text.lastIndexOf(']');
  if (start < 0 || end < start) return undefined;
  const list = tryParseJson(text.slice(start, end + 1));
  const isText = Array.isArray(list) && list.every(item => typeof item === 'string');
  return isText ? list : undefined;
}
