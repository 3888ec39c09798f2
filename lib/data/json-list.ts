import { jsonRows, tooLong } from './json-row';
import { dataLimits } from './limits';
import type { Reader, RowSink } from './rows';

const [newline, carriageReturn, quote, apostrophe, comma, backslash] = [10, 13, 34, 39, 44, 92];
const [openList, closeList, openObject, closeObject] = [91, 93, 123, 125];
const isSpace = (code: number): boolean => code === 32 || code === 9 || code === newline || code === carriageReturn;

/** Receives the elements of a JSON array as text. */
export interface ElementSink extends Pick<RowSink, 'leaveOut' | 'stop'> {
  /** Called with an element and the line that it begins in. */
  addText(line: number, text: string): void;
}

/** Reads a JSON array of objects, or of arrays of which the first names the columns. */
export function jsonListReader(sink: RowSink): Reader {
  return elementReader({
    addText: jsonRows(sink).addText,
    leaveOut: (line, reason) => sink.leaveOut(line, reason),
    stop: (line, reason) => sink.stop(line, reason),
  });
}

/**
 * Finds the elements of a JSON array one by one, so that the array is never in memory as a whole and a malformed element affects no
 * other. The scanner tracks brackets and strings to find the end of an element, which is then read as a whole. A line break inside a
 * string is not valid JSON and makes the element malformed; the next element then begins at the next object with the same indentation.
 */
export function elementReader(sink: ElementSink, longest: number = dataLimits.row): Reader {
  let state: 'before' | 'between' | 'element' | 'after' = 'before';
  let line = 1;
  let isAfterCarriageReturn = false;
  let element = '';
  let elementLine = 1;
  let isTooLong = false;
  let depth = 0;
  let isInString = false;
  /** What closes the string: JSON has quotes, Python apostrophes, too. */
  let closing = quote;
  let isEscaped = false;
  let isMalformed = false;
  /** Number of spaces at the start of the line; -1 after another character. */
  let indent = 0;
  let elementIndent = -1;

  function begin(): void {
    state = 'element';
    elementLine = line;
    element = '';
    elementIndent = indent;
    isTooLong = isInString = isEscaped = isMalformed = false;
    depth = 0;
  }

  function append(text: string): void {
    if (isTooLong || element.length + text.length > longest) {
      isTooLong = true;
      element = '';
    } else element += text;
  }

  function finish(next: 'between' | 'after'): void {
    state = next;
    if (isTooLong) return sink.leaveOut(elementLine, tooLong(longest));
    if (isMalformed) return sink.leaveOut(elementLine, 'A text in it does not end where its line ends.');
    sink.addText(elementLine, element);
  }

  /** Updates the state of the scanner. Returns whether the element ends before this character. */
  function scan(code: number): boolean {
    if (isInString) {
      if (isEscaped) isEscaped = false;
      else if (code === backslash) isEscaped = true;
      else if (code === closing) isInString = false;
      if (code === newline || code === carriageReturn) {
        isInString = false;
        isMalformed = true;
      }
      return false;
    }
    if (depth === 0 && (code === comma || code === closeList)) return true;
    if (code === quote || code === apostrophe) {
      isInString = true;
      closing = code;
    } else if (code === openObject || code === openList) depth++;
    else if (depth > 0 && (code === closeObject || code === closeList)) depth--;
    return false;
  }

  return {
    push(text) {
      let start = 0;
      for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i);
        if (state === 'before') {
          if (code === openList) state = 'between';
        } else if (state === 'between') {
          if (code === closeList) state = 'after';
          else if (code !== comma && !isSpace(code)) {
            begin();
            start = i;
            scan(code);
          }
        } else if (state === 'element') {
          if (isMalformed && code === openObject && indent >= 0 && indent === elementIndent) {
            finish('between');
            begin();
            start = i;
          }
          if (scan(code)) {
            append(text.slice(start, i));
            finish(code === comma ? 'between' : 'after');
          }
        } else if (!isSpace(code)) {
          return sink.stop(line, 'It stands after the end of the list.');
        }
        if (code === carriageReturn || (code === newline && !isAfterCarriageReturn)) line++;
        isAfterCarriageReturn = code === carriageReturn;
        if (code === carriageReturn || code === newline) indent = 0;
        else if (!isSpace(code)) indent = -1;
        else if (indent >= 0) indent++;
      }
      if (state === 'element') append(text.slice(start));
    },
    end() {
      if (state === 'element') sink.stop(elementLine, 'The object that begins here does not end.');
      else if (state === 'between') sink.stop(line, 'The list does not end.');
    },
  };
}
