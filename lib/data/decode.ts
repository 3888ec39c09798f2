import { asFailure, Failure, throwIfCancelled } from '@/lib/core/failure';
import type { Progress } from '@/lib/engines/contract';
import { dataLimits, thousands } from './limits';

/** How the bytes of a file were read. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface ReadOptions {
  signal?: AbortSignal;
  /** At least once a piece: `downloading`, `checking`, then `reading`; each counts bytes from 0. */
  onProgress?: (progress: Progress) => void;
}

export interface Decoded {
  encoding: Encoding;
  /** The mark at its start promises an encoding that some bytes break: those are U+FFFD in the text. */
  isDamaged: boolean;
  /** The text in order, without the mark. Can be read once more. Throws `cancelled`, `data-missing`. */
  pieces(): AsyncGenerator<string, void, void>;
}

/** Byte order marks (Unicode 16, section 23.8). */
const marks: [Encoding, number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** Files that people take for tables, by their first bytes. */
const binaries: [string, number[]][] = [
  ['a zip archive or a spreadsheet', [0x50, 0x4b, 0x03, 0x04]],
  ['a Parquet file', [0x50, 0x41, 0x52, 0x31]],
  ['a gzip archive', [0x1f, 0x8b]],
  ['a PDF', [0x25, 0x50, 0x44, 0x46]],
];

/**
 * Finds out how a file's bytes are to be read: by its mark, else as UTF-8, else (some bytes are no UTF-8) as windows-1252, which
 * is Latin-1 with letters for its control codes and in which no byte is wrong. Reads the file through once, in pieces, and keeps
 * nothing of it, so that memory does not grow with its size.
 *
 * @throws Failure `data-too-large`, `data-malformed` for what is no text, `data-missing` if it cannot be read, `cancelled`
 */
export async function decode(file: Blob, options: ReadOptions = {}): Promise<Decoded> {
  if (file.size > dataLimits.bytes) throw new Failure('data-too-large', `It has ${thousands(file.size)} bytes.`);
  if (file.size === 0) throw new Failure('data-malformed', 'The file is empty.');
  const head = new Uint8Array(await bytesOf(file.slice(0, 4)));
  const begins = (bytes: number[]): boolean => bytes.every((byte, index) => head[index] === byte);
  const binary = binaries.find(([, bytes]) => begins(bytes));
  if (binary) throw new Failure('data-malformed', `It is ${binary[0]}: export it as CSV or JSONL first.`);
  const mark = marks.find(([, bytes]) => begins(bytes))?.[0];
  const isValid = await check(file, mark ?? 'utf-8', options);
  const encoding = mark ?? (isValid ? 'utf-8' : 'windows-1252');
  return { encoding, isDamaged: mark !== undefined && !isValid, pieces: () => texts(file, encoding, options) };
}

/** Whether all bytes are right in this encoding. Without a mark of UTF-16, a zero byte means that this is no text. */
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

/** The read itself ends a task of the event loop: between two pieces a page can paint. */
async function bytesOf(piece: Blob): Promise<ArrayBuffer> {
  try {
    return await piece.arrayBuffer();
  } catch (error) {
    // The file was moved, changed or locked since it was chosen.
    throw new Failure('data-missing', `It can no longer be read: ${asFailure(error).detail}`, { cause: error });
  }
}
