import { readJsonRow, tooLongRow } from './json-row';
import { dataLimits } from './limits';
import type { Reader, RowSink } from './rows';

const [newline, carriage, quote, comma, backslash] = [10, 13, 34, 44, 92];
const [openList, closeList, openObject, closeObject] = [91, 93, 123, 125];
const isSpace = (code: number): boolean => code === 32 || code === 9 || code === newline || code === carriage;

/**
 * Reads a JSON array of objects element by element, so that one that is broken costs no more than itself and the array is never
 * held as a whole. Only brackets and strings are followed here; each element then passes `JSON.parse`. A line break inside a string
 * is not allowed in JSON, so it ends the string: a forgotten quote spoils one element.
 */
export function jsonListReader(sink: RowSink): Reader {
  let state: 'before' | 'between' | 'element' | 'after' = 'before';
  let line = 1;
  let isAfterCarriage = false;
  let element = '';
  let elementLine = 1;
  let isTooLong = false;
  let depth = 0;
  let isInString = false;
  let isEscaped = false;

  function begin(): void {
    state = 'element';
    elementLine = line;
    element = '';
    isTooLong = isInString = isEscaped = false;
    depth = 0;
  }

  function hold(text: string): void {
    if (isTooLong || element.length + text.length > dataLimits.row) {
      isTooLong = true;
      element = '';
    } else element += text;
  }

  function finish(next: 'between' | 'after'): void {
    state = next;
    if (isTooLong) return sink.leaveOut(elementLine, tooLongRow);
    const { fields, reason } = readJsonRow(element);
    if (fields) sink.add(elementLine, fields);
    else sink.leaveOut(elementLine, reason);
  }

  /** Whether the element ends before this character. */
  function follow(code: number): boolean {
    if (isInString) {
      if (isEscaped) isEscaped = false;
      else if (code === backslash) isEscaped = true;
      else if (code === quote) isInString = false;
      if (code === newline || code === carriage) isInString = false;
      return false;
    }
    if (depth === 0 && (code === comma || code === closeList)) return true;
    if (code === quote) isInString = true;
    else if (code === openObject || code === openList) depth++;
    else if (depth > 0 && (code === closeObject || code === closeList)) depth--;
    return false;
  }

  return {
    push(text) {
      let start = 0;
      for (let at = 0; at < text.length; at++) {
        const code = text.charCodeAt(at);
        if (state === 'before') {
          if (code === openList) state = 'between';
        } else if (state === 'between') {
          if (code === closeList) state = 'after';
          else if (code !== comma && !isSpace(code)) {
            begin();
            start = at;
            follow(code);
          }
        } else if (state === 'element') {
          if (follow(code)) {
            hold(text.slice(start, at));
            finish(code === comma ? 'between' : 'after');
          }
        } else if (!isSpace(code)) {
          return sink.stop(line, 'It stands after the end of the list.');
        }
        if (code === carriage || (code === newline && !isAfterCarriage)) line++;
        isAfterCarriage = code === carriage;
      }
      if (state === 'element') hold(text.slice(start));
    },
    end() {
      if (state === 'element') sink.stop(elementLine, 'The object that begins here does not end.');
      else if (state === 'between') sink.stop(line, 'The list does not end.');
    },
  };
}
