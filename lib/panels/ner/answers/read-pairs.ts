import { withoutCutItem } from './cut-list';
import { readLiteral } from './python-literal';
import type { Literal } from './python-value';
import { hashOf, PythonDict, Unreadable } from './python-value';

/** A zero-shot answer may also hold loose objects without a list; a few-shot answer may not. */
export type AnswerMode = 'zero-shot' | 'few-shot';

export interface AnswerContext {
  sentence: string;
  labels: readonly string[];
  mode: AnswerMode;
  /** Whether the model was to be held to `answerSchema`: an answer that has its form is then read as JSON. Default false. */
  isJson?: boolean;
  /** Whether the answer was cut at the limit of its tokens: of a list that does not end, the items that do are read. Default false. */
  isCut?: boolean;
}

/** A mention and its label as they are written, before anything is known of their types. */
export interface Pair {
  mention: Literal;
  label: Literal;
}

/** Why a pair of a readable answer does not count. */
export type DropReason =
  | 'the label is O or null'
  | 'its object has more than one key'
  | 'the mention is not in the sentence'
  | 'the label is not in the label set'
  | 'the mention or the label is not text'
  | 'a later pair gives the mention another label';

export interface Reading {
  pairs: Pair[];
  dropped: (Pair & { reason: DropReason })[];
}

/** Names of the two keys of an object that describes an entity, in the two languages that the reference knows. */
const described = [
  { name: 'Entity Name', label: 'Entity Label', mayBeEmpty: true },
  { name: '实体名称', label: '实体标签', mayBeEmpty: false },
];

const withoutNull = (text: string): string => text.replaceAll('null', '"O"');

/**
 * The pairs of an answer by the rules of the reference implementation of arXiv 2311.08921: the last list counts, is read as a Python
 * literal, and one unreadable item spoils it as a whole.
 *
 * @throws Unreadable where the answer has a list, or in zero-shot mode a loose object, that cannot be read
 */
export function readPairs(answer: string, context: AnswerContext): Reading {
  if (['', '[]', '[{}]', 'A: []'].includes(answer)) return { pairs: [], dropped: [] };
  const all = answer.replaceAll('，', ',').replaceAll('。', '.').replaceAll('：', ':').replaceAll('\n', '');
  const text = context.isCut ? withoutCutItem(all) : all;
  const last = bracketed(text, '[', ']').at(-1);
  if (last !== undefined) return readList(last, context.labels);
  return context.mode === 'zero-shot' ? readLooseObjects(text, context) : { pairs: [], dropped: [] };
}

/**
 * What stands between brackets, for each match of `open`, anything, `close` from the left: the shortest match from the first `open` on, as a
 * regular expression `\[(.*?)\]` finds it, but in linear time also where brackets do not close.
 */
function bracketed(text: string, open: string, close: string): string[] {
  const found: string[] = [];
  for (let at = 0; ;) {
    const from = text.indexOf(open, at);
    const to = from < 0 ? -1 : text.indexOf(close, from + 1);
    if (to < 0) return found;
    found.push(text.slice(from + 1, to));
    at = to + 1;
  }
}

/** Only here are mentions and labels checked against the sentence and the label set. */
function readLooseObjects(text: string, { sentence, labels }: AnswerContext): Reading {
  const reading: Reading = { pairs: [], dropped: [] };
  for (const inner of bracketed(text, '{', '}')) {
    const object = readLiteral(withoutNull(`{${inner}}`));
    if (!(object instanceof PythonDict)) continue;
    for (const [mention, label] of object.pairs()) {
      if (typeof mention !== 'string') throw new Unreadable('A key is not text.');
      const absent = !sentence.includes(mention);
      if (absent || typeof label !== 'string' || !labels.includes(label))
        reading.dropped.push({
          ...{ mention, label },
          reason: absent
            ? 'the mention is not in the sentence'
            : label === 'O'
              ? 'the label is O or null'
              : 'the label is not in the label set',
        });
      else reading.pairs.push({ mention, label });
    }
  }
  return reading;
}

function readList(inner: string, labels: readonly string[]): Reading {
  const list = readLiteral(withoutNull(`[${inner}]`));
  if (!Array.isArray(list)) throw new Unreadable('This is not a list.');
  const reading: Reading = { pairs: [], dropped: [] };
  const objects = list.map(item => {
    if (!(item instanceof PythonDict)) throw new Unreadable('An item of the list is not an object.');
    return item;
  });
  const [first] = objects;
  if (!first) return reading;
  const keys = described.find(({ name, label }) => first.get(name) !== undefined && first.get(label) !== undefined);
  if (keys) {
    for (const object of objects)
      if (object.size > 0 || !keys.mayBeEmpty) reading.pairs.push(describedPair(object, keys, labels));
    return reading;
  }
  for (const object of objects) {
    const pairs = object.pairs().map(([mention, label]) => ({ mention, label }));
    if (pairs.length === 0) throw new Unreadable('An item of the list is an empty object.');
    pairs.forEach((pair, index) => {
      if (index > 0 && objects.length > 1)
        reading.dropped.push({ ...pair, reason: 'its object has more than one key' });
      else if (pair.label === 'O') reading.dropped.push({ ...pair, reason: 'the label is O or null' });
      else reading.pairs.push(pair);
    });
  }
  return reading;
}

/** `{"Entity Name": "Berlin", "Entity Label": "Location"}`; the two values are swapped where the name is a label. */
function describedPair(object: PythonDict, keys: { name: string; label: string }, labels: readonly string[]): Pair {
  const mention = object.get(keys.name);
  const label = object.get(keys.label);
  if (mention === undefined || label === undefined) throw new Unreadable('An item has no name or no label.');
  const swap = typeof mention === 'string' && labels.includes(mention);
  hashOf(swap ? label : mention);
  return swap ? { mention: label, label: mention } : { mention, label };
}
