import { readJsonRow, tooLongRow } from './json-row';
import { dataLimits } from './limits';
import type { Reader, RowSink } from './rows';

const [newline, carriage, quote, comma, backslash] = [10, 13, 34, 44, 92];
const [openList, closeList, openObject, closeObject] = [91, 93, 123, 125];
const isSpace = (code: number): boolean => code === 32 || code === 9 || code === newline || code === carriage;

/**
 * Reads a JSON array of objects element by element, so that one that is broken costs no more than itself and the array is never
 * held as a whole. Only brackets and strings are followed here; each element then passes `JSON.parse`. JSON allows no line break
 * inside a string: one there spoils its element, and the next object that begins a line as that element did is taken as the next.
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
  let isSpoiled = false;
  /** Spaces since the line began; -1 behind anything else. */
  let indent = 0;
  let elementIndent = -1;

  function begin(): void {
    state = 'element';
    elementLine = line;
    element = '';
    elementIndent = indent;
    isTooLong = isInString = isEscaped = isSpoiled = false;
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
    if (isSpoiled) return sink.leaveOut(elementLine, 'A text in it does not end where its line ends.');
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
      if (code === newline || code === carriage) {
        isInString = false;
        isSpoiled = true;
      }
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
          if (isSpoiled && code === openObject && indent >= 0 && indent === elementIndent) {
            finish('between');
            begin();
            start = at;
          }
          if (follow(code)) {
            hold(text.slice(start, at));
            finish(code === comma ? 'between' : 'after');
          }
        } else if (!isSpace(code)) {
          return sink.stop(line, 'It stands after the end of the list.');
        }
        if (code === carriage || (code === newline && !isAfterCarriage)) line++;
        isAfterCarriage = code === carriage;
        if (code === carriage || code === newline) indent = 0;
        else if (!isSpace(code)) indent = -1;
        else if (indent >= 0) indent++;
      }
      if (state === 'element') hold(text.slice(start));
    },
    end() {
      if (state === 'element') sink.stop(elementLine, 'The object that begins here does not end.');
      else if (state === 'between') sink.stop(line, 'The list does not end.');
    },
  };
}
