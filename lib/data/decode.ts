import { asFailure, Failure, throwIfCancelled } from '@/lib/core/failure';
import type { Progress } from '@/lib/engines/contract';
import { dataLimits, thousands } from './limits';

/** The encoding of a file's text. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface ReadOptions {
  signal?: AbortSignal;
  /** Called for each piece, with the phases `downloading`, `checking` and `reading`; each phase counts bytes from 0. */
  onProgress?: (progress: Progress) => void;
}

export interface Decoded {
  encoding: Encoding;
  /** Whether some bytes are invalid in the encoding of the byte order mark. They become U+FFFD in the text. */
  isDamaged: boolean;
  /**
   * The text in order, without the byte order mark. Reads the file again at each call.
   * @throws Failure `cancelled`, `data-missing`
   */
  pieces(): AsyncGenerator<string, void, void>;
}

/** Byte order marks (Unicode 16, section 23.8). */
const marks: [Encoding, number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** Bytes at the start that tell UTF-16 without a mark. */
const sampled = 4_096;

/**
 * UTF-16 without a byte order mark, as some exports of databases are: text of any script holds spaces, line ends or digits, whose zero bytes
 * all stand at even places or all at odd ones. Undefined where the bytes are none.
 */
function unmarked(bytes: Uint8Array): Encoding | undefined {
  const zeros = [0, 0];
  for (const [place, byte] of bytes.entries()) if (byte === 0) zeros[place % 2] = (zeros[place % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (even > 0 === odd > 0 || (even + odd) * 100 < bytes.length) return undefined;
  const encoding = odd > 0 ? 'utf-16le' : 'utf-16be';
  const text = new TextDecoder(encoding).decode(bytes.subarray(0, bytes.length & ~1));
  return /[^\P{Cc}\t\n\r]|\p{Cn}/u.test(text) ? undefined : encoding;
}

/** Binary formats that users may choose by mistake, by their first bytes. */
const binaries: [string, number[]][] = [
  ['a zip archive or a spreadsheet', [0x50, 0x4b, 0x03, 0x04]],
  ['a Parquet file', [0x50, 0x41, 0x52, 0x31]],
  ['a gzip archive', [0x1f, 0x8b]],
  ['a PDF', [0x25, 0x50, 0x44, 0x46]],
];

/**
 * Detects the encoding of a file: the one of its byte order mark, otherwise UTF-16 by its zero bytes, otherwise UTF-8 if all bytes are valid, otherwise windows-1252, in which
 * every byte is valid. Reads the whole file once, in pieces, so that memory does not grow with its size.
 *
 * @throws Failure `data-too-large`, `data-malformed` for a file that is not text, `data-missing` if it cannot be read, `cancelled`
 */
export async function decode(file: Blob, options: ReadOptions = {}): Promise<Decoded> {
  if (file.size > dataLimits.bytes) throw new Failure('data-too-large', `It has ${thousands(file.size)} bytes.`);
  if (file.size === 0) throw new Failure('data-malformed', 'The file is empty.');
  const head = new Uint8Array(await bytesOf(file.slice(0, sampled)));
  const begins = (bytes: number[]): boolean => bytes.every((byte, index) => head[index] === byte);
  const binary = binaries.find(([, bytes]) => begins(bytes));
  if (binary) throw new Failure('data-malformed', `It is ${binary[0]}: export it as CSV or JSONL first.`);
  const mark = marks.find(([, bytes]) => begins(bytes))?.[0] ?? unmarked(head);
  const isValid = await check(file, mark ?? 'utf-8', options);
  const encoding = mark ?? (isValid ? 'utf-8' : 'windows-1252');
  return { encoding, isDamaged: mark !== undefined && !isValid, pieces: () => texts(file, encoding, options) };
}

/**
 * Whether all bytes are valid in this encoding.
 * @throws Failure `data-malformed` for a zero byte outside UTF-16, because then the file is not text
 */
async function check(file: Blob, encoding: Encoding, options: ReadOptions): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let isValid = true;
  for await (const { bytes, start } of piecesOf(file, 'checking', options)) {
    const zero = encoding === 'utf-8' ? bytes.indexOf(0) : -1;
    if (zero >= 0)
      throw new Failure('data-malformed', `Byte ${thousands(start + zero + 1)} is zero: this is not text.`);
    try {
      if (isValid) decoder.decode(bytes, { stream: true });
    } catch {
      isValid = false;
    }
  }
  try {
    if (isValid) decoder.decode();
  } catch {
    isValid = false;
  }
  return isValid;
}

async function* texts(file: Blob, encoding: Encoding, options: ReadOptions): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder(encoding);
  for await (const { bytes } of piecesOf(file, 'reading', options)) yield decoder.decode(bytes, { stream: true });
  yield decoder.decode();
}

async function* piecesOf(file: Blob, phase: string, { signal, onProgress }: ReadOptions) {
  for (let start = 0; start < file.size; start += dataLimits.piece) {
    if (signal) throwIfCancelled(signal);
    const bytes = new Uint8Array(await bytesOf(file.slice(start, start + dataLimits.piece)));
    yield { bytes, start };
    onProgress?.({ phase, loaded: start + bytes.byteLength, total: file.size, unit: 'bytes' });
  }
}

/**
 * Reads a piece. The read is asynchronous, so a page can paint between two pieces.
 * @throws Failure `data-missing` if the file was moved, changed or locked after it was chosen
 */
async function bytesOf(piece: Blob): Promise<ArrayBuffer> {
  try {
    return await piece.arrayBuffer();
  } catch (error) {
    throw new Failure('data-missing', `It can no longer be read: ${asFailure(error).detail}`, { cause: error });
  }
}
