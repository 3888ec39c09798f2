import { Failure, type FailureKind } from '@/lib/core/failure';
import type { Limits } from './limits';

/** Measures a JSON text that comes in pieces, before anything is made of it. */
export interface JsonMeter {
  /** @throws Failure of the meter's kind as soon as the text so far is beyond the limits */
  add(piece: string): void;
  /** Values so far. */
  readonly values: number;
}

const quote = 34;
const backslash = 92;
const letterU = 117;
/** Characters that end a number or a word: space, tab, line ends, comma, colon, and the brackets, which are counted on their own. */
const isBreak = (code: number): boolean => code <= 32 || code === 44 || code === 58;
const isOpening = (code: number): boolean => code === 91 || code === 123;
const isClosing = (code: number): boolean => code === 93 || code === 125;

/**
 * Counts values, depth and the length of strings of a JSON text without building any value: a file of 18 MB that is one list of zeros
 * would take half a gigabyte as objects. Keys count as values. A text that is not JSON is measured all the same.
 */
export function createJsonMeter(limits: Limits, kind: FailureKind = 'file-too-large'): JsonMeter {
  let [values, depth, length] = [0, 0, 0];
  /** Of a code such as `\\u00e9`, which is one character: those that are still to come. */
  let digits = 0;
  let [isInString, isEscaped, isInWord] = [false, false, false];

  const begin = () => {
    if (++values > limits.values)
      throw new Failure(kind, `It holds more than ${limits.values.toLocaleString('en')} values.`);
  };
  const inString = (code: number) => {
    if (digits > 0) {
      digits--;
      return;
    }
    if (isEscaped) {
      isEscaped = false;
      if (code === letterU) digits = 4;
    } else if (code === backslash) {
      isEscaped = true;
      return;
    } else if (code === quote) {
      isInString = false;
      return;
    }
    if (++length > limits.text)
      throw new Failure(kind, `A text in it is longer than ${limits.text.toLocaleString('en')} characters.`);
  };
  const outside = (code: number) => {
    if (code === quote) {
      begin();
      [isInString, isInWord, length] = [true, false, 0];
    } else if (isOpening(code)) {
      begin();
      isInWord = false;
      if (++depth > limits.depth) throw new Failure(kind, `It is nested more than ${limits.depth} levels deep.`);
    } else if (isClosing(code)) {
      depth--;
      isInWord = false;
    } else if (isBreak(code)) {
      isInWord = false;
    } else if (!isInWord) {
      begin();
      isInWord = true;
    }
  };

  return {
    get values() {
      return values;
    },
    add(piece) {
      for (let at = 0; at < piece.length; at++) {
        const code = piece.charCodeAt(at);
        if (isInString) inString(code);
        else outside(code);
      }
    },
  };
}

/** Characters that are measured at a time: less than a millisecond. */
const slice = 128 * 1024;

/** Measures a whole text. `rest` is awaited between slices. @throws Failure `file-too-large` */
export async function measureJson(meter: JsonMeter, text: string, rest: () => Promise<void>): Promise<void> {
  for (let at = 0; at < text.length; at += slice) {
    meter.add(text.slice(at, at + slice));
    await rest();
  }
}
