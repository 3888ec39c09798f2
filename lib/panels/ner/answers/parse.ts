import type { Prediction } from '../prediction';
import { withoutCutItem } from './cut-list';
import type { Literal } from './python-value';
import { OtherLiteral, PythonDict, Unreadable } from './python-value';
import { readJsonPairs } from './read-json-pairs';
import type { AnswerContext, DropReason } from './read-pairs';
import { readPairs } from './read-pairs';

/** A pair that the answer holds and the prediction does not. What is not text is written out for people. */
export interface Dropped {
  mention: string;
  label: string;
  reason: DropReason;
}

export interface ParsedAnswer {
  prediction: Prediction;
  dropped: Dropped[];
  /** Why nothing of the answer can be used. The prediction is empty then, and the answer counts as one vote for no entity. */
  failure?: { kind: 'answer-unparsable'; detail: string };
}

/**
 * Reads an answer in JSON or Python into mentions and labels, by the rules of the reference implementation (`readPairs`). Where that one
 * raises, the prediction is empty and the failure is named. One difference: a mention or a label that is not text is left out, since no
 * label set holds it and no vote can count it. Labels outside the set and mentions that are not in the sentence stay, as in the reference:
 * metrics decide about them. An answer that a schema gave its form is read as the JSON that it is: names with brackets or with the letters
 * of "null" would spoil the whole answer by those rules. Of an answer that was cut at the limit of its tokens, the whole items of the list
 * count (`withoutCutItem`). Never throws; takes linear time.
 */
export function parseAnswer(answer: string, context: AnswerContext): ParsedAnswer {
  const prediction = new Map<string, string>();
  const dropped: Dropped[] = [];
  const drop = (mention: Literal, label: Literal, reason: DropReason) =>
    dropped.push({ mention: written(mention), label: written(label), reason });
  try {
    const reading =
      (context.isJson && readJsonPairs(context.isCut ? withoutCutItem(answer) : answer)) || readPairs(answer, context);
    for (const { mention, label, reason } of reading.dropped) drop(mention, label, reason);
    for (const { mention, label } of reading.pairs) {
      if (typeof mention !== 'string' || typeof label !== 'string') {
        drop(mention, label, 'the mention or the label is not text');
        continue;
      }
      const earlier = prediction.get(mention);
      if (earlier !== undefined && earlier !== label)
        drop(mention, earlier, 'a later pair gives the mention another label');
      prediction.set(mention, label);
    }
    return { prediction, dropped };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { prediction: new Map(), dropped: [], failure: { kind: 'answer-unparsable', detail: error.message } };
  }
}

/** For people, not for programs. */
function written(value: Literal): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`;
  if (value instanceof PythonDict)
    return `{${value
      .pairs()
      .map(([key, item]) => `${written(key)}: ${written(item)}`)
      .join(', ')}}`;
  return value instanceof OtherLiteral ? `(${[value.kind, ...value.items.map(written)].join(' ')})` : String(value);
}
