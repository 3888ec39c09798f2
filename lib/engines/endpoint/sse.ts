import { Failure } from '@/lib/core/failure';
import { limits } from './limits';

/**
 * The data of the server-sent events of each chunk, as the bytes come in (WHATWG HTML, section 9.2.6 "Interpreting an event stream"):
 * lines end in LF, CRLF or CR, wherever the chunks are cut; several `data:` lines of one event join by a line feed; comments and other
 * fields are passed over. Unlike there, the last event counts even without the empty line after it, which some servers leave out. A chunk
 * that ends no event gives no list.
 *
 * @throws Failure `endpoint-protocol` for a line or an answer over {@link limits}
 */
export async function* eventData(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string[], void, void> {
  const split = lineSplitter();
  let data: string[] = [];
  let events: string[] = [];
  const read = (line: string): void => {
    if (line === '') {
      if (data.length > 0) events.push(data.join('\n'));
      data = [];
    } else if (line.startsWith('data:')) {
      data.push(line.slice(line.startsWith('data: ') ? 6 : 5));
    } else if (line.startsWith('{') && data.length === 0) {
      // Not an event stream at all but JSON under its name: the whole line is the only answer.
      events.push(line);
    }
  };
  for await (const chunk of chunks) {
    split(chunk, read);
    if (events.length > 0) yield events;
    events = [];
  }
  split(undefined, read);
  read('');
  if (events.length > 0) yield events;
}

/** Cuts bytes into lines; without a chunk, what is left is the last line. */
function lineSplitter(): (chunk: Uint8Array | undefined, read: (line: string) => void) => void {
  const decoder = new TextDecoder();
  let rest = '';
  let total = 0;
  let afterReturn = false;
  return (chunk, read) => {
    if (!chunk) {
      rest += decoder.decode();
      if (rest !== '') read(rest);
      return;
    }
    total += chunk.byteLength;
    if (total > limits.answer) throw new Failure('endpoint-protocol', 'The answer is larger than 4 MB.');
    let text = decoder.decode(chunk, { stream: true });
    if (text === '') return;
    // A CR at the end of a chunk has ended its line already; the LF that may follow it is the same line end.
    if (afterReturn && text.startsWith('\n')) text = text.slice(1);
    afterReturn = text === '' ? false : text.endsWith('\r');
    const parts = text.includes('\r') ? text.split(/\r\n|\n|\r/) : text.split('\n');
    parts[0] = rest + parts[0];
    rest = parts.pop() ?? '';
    for (const line of parts) read(checked(line));
    checked(rest);
  };
}

function checked(line: string): string {
  if (line.length > limits.line) throw new Failure('endpoint-protocol', 'A line of the answer is larger than 1 MB.');
  return line;
}
