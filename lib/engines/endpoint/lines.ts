import { Failure } from '@/lib/core/failure';
import { limits } from './limits';

/**
 * Cuts bytes into lines, which end in LF, CRLF or CR wherever the chunks are cut. Without a chunk, what is left is the last line.
 *
 * @throws Failure `endpoint-protocol` for a line or an answer over {@link limits}
 */
export function lineSplitter(): (chunk: Uint8Array | undefined, read: (line: string) => void) => void {
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
