import { Failure } from '@/lib/core/failure';
import { tryParseJson } from '@/lib/core/json';
import { isReasoningCutOff, visibleText } from './visible-text';

/**
 * Where the answer stands in a text, whatever the task. All patterns here and in the readers take linear time: a model may loop to its
 * last token, and what it then wrote is read all the same. So every repetition in the middle of a pattern is bounded, and a run of
 * digits may only begin where none stands before it.
 */

/** "Answer" in the languages of the models' makers and of many users. */
const WORD =
  '(?:(?<![\\p{L}\\p{N}])(?:answer|antwort|respuesta|réponse|risposta|resposta|ответ|उत्तर|الإجابة|الجواب)|答案|答え|回答)';
/** `:` or `=`, and the marks that stand around it. */
const COLON = '[*_`"\'”’)\\]]{0,4}\\s{0,4}[:：=][ \\t*_`"\'”’]{0,8}';
/** `Answer:`, `**Answer**:`, `Final answer =`. */
const MARKED = new RegExp(`${WORD}${COLON}`, 'giu');
const VERB = '(?:is|lautet|ist|es|est|è|é)(?![\\p{L}\\p{N}])|是|为|為|は';
/** The same, and `the answer is`, `the answer to 12 * 3 is`; not what is said of an answer, as that it is correct. */
const SAID = new RegExp(
  `${WORD}(?:${COLON}|[*_\`"'”’]{0,4}(?:\\s(?:to|of|for)\\s[^\\n.:=?]{1,80}?)?\\s{0,4}(?:${VERB})(?!\\s{0,4}(?:correct|right|wrong|verified|confirmed|known|below|as follows))[ \\t*_\`"'”’:]{0,8})`,
  'giu',
);
/** `### Final Answer`, `**Answer**` on a line of their own. */
const HEADING = /^[ \t#*_]{0,10}(?:(?:the|my|final) ){0,2}answer[ \t*_]{0,6}(?=\n)/gim;
/** `#### 42`, the end of a solution in GSM8K. */
const HASHES = /^####[ \t]{0,4}(?=[-−+$]{0,2}\d[\d,. ]{0,100}$)/gm;
/** `<answer>`, closed or not. */
const TAG = /<(?:answer|final_answer|result|output)>/gi;
const END_TAG = /<\/(?:answer|final_answer|result|output)>/i;
/** `\boxed{42}`, `\fbox{42}`, `\boxed 42`, as models that were trained on mathematics end; braces inside once. */
const BOXED = /\\f?box(?:ed)?(?:\s{0,4}\{((?:[^{}]|\{[^{}]{0,100}\}){0,400})\}|\s{1,4}([^\s{}$\\]{1,200}))/g;
/** A field of an object in JSON or in Python: its name and its value, a string or not. */
const FIELD =
  /["']([\p{L}_ ]{1,40})["']\s{0,4}:\s{0,4}(?:"((?:[^"\\\n]|\\.){0,4000})"|'((?:[^'\\\n]|\\.){0,4000})'|(-?[\p{L}\p{N}][\p{L}\p{N}.+-]{0,200}))/gu;
const ANSWER_FIELD = /^(?:final[_ ]?)?(?:answer|result|output|letter|choice|verdict)$/i;

export interface AnswerText {
  text: string;
  /** Whether it stood behind a mark, or in a box; if not, `text` is all that was said. */
  isMarked: boolean;
}

/**
 * What counts of an answer: the last field `answer` of an object, what stands behind the last "Answer:", heading,
 * `####` or `<answer>` (or, where `said`, "the answer is"), there and else the last box; else all of it. An object without such a field
 * becomes lines `name: value`.
 *
 * @throws Failure `answer-unparsable` where the reasoning never came to its end
 */
export function answerText(text: string, { said = false } = {}): AnswerText {
  if (isReasoningCutOff(text)) throw new Failure('answer-unparsable', 'Its reasoning was cut off.');
  const visible = visibleText(text);
  const { text: whole, isMarked } = withoutObject(visible);
  if (isMarked) return { text: whole, isMarked };
  const mark = lastMark(whole, said);
  const behind = (mark === undefined ? whole : whole.slice(mark)).split(END_TAG, 1)[0] ?? '';
  const boxed = [...behind.matchAll(BOXED)].at(-1);
  if (boxed) return { text: boxed[1] ?? boxed[2] ?? '', isMarked: true };
  return { text: behind, isMarked: mark !== undefined };
}

/** Where the text behind the last mark begins. */
function lastMark(text: string, said: boolean): number | undefined {
  const ends = [said ? SAID : MARKED, HEADING, HASHES, TAG].flatMap(pattern => {
    const last = [...text.matchAll(pattern)].at(-1);
    return last ? [last.index + last[0].length] : [];
  });
  return ends.length === 0 ? undefined : Math.max(...ends);
}

/** The answer of an object in JSON, if there is one; other fields as lines. */
function withoutObject(text: string): AnswerText {
  if (!/[{,]\s{0,20}["']/.test(text)) return { text, isMarked: false };
  const fields = [...text.matchAll(FIELD)].map(([, name = '', ...values]) => ({
    name,
    value: values.find(value => value !== undefined) ?? '',
  }));
  const answer = fields.findLast(({ name }) => ANSWER_FIELD.test(name.trim()));
  if (answer) return { text: answer.value, isMarked: true };
  const isWhole = /^\s*(?:```\w{0,10}\s*)?\{[^{}]*\}\s*(?:```\s*)?$/.test(text);
  if (!isWhole || fields.length === 0) return { text, isMarked: false };
  return { text: fields.map(({ name, value }) => `${name}: ${value}\n`).join(''), isMarked: false };
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
