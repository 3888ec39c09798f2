import { createPace } from '@/lib/core/pace';
import { fitEntry, fitRecord, fitResult } from './fit';
import type { Run } from './run';

/**
 * Files. An experiment, and a small run, is one JSON value (version 1). A run of any size is JSON lines (version 2): the record, one line
 * an entry, one line a result, and a last line that counts both, so that a file that was cut off is known as such.
 */
export const jsonVersion = 1;
export const linesVersion = 2;

/** A run whose entries are read one after the other: an array, or a journal. */
export type ExportedRun = Omit<Run, 'entries'> & { entries: Iterable<Run['entries'][number]> };

/** A small run with its evidence, as the text of a file of one JSON value. */
export function exportSmallRun(run: ExportedRun): string {
  const { results, entries } = run;
  const parts = { results: results.map(fitResult), entries: Array.from(entries, fitEntry) };
  return toText({ loupe: jsonVersion, kind: 'run', ...recordOf(run), ...parts });
}

/**
 * A run of any size as JSON lines, in pieces of text, each of whole lines. Gives the event loop a turn every few milliseconds.
 *
 * @param onProgress hears of the entries written so far
 */
export async function* exportRun(
  run: ExportedRun,
  onProgress: (entries: number) => void = () => {},
): AsyncGenerator<string, void, void> {
  const pace = createPace();
  let lines = [lineOf({ loupe: linesVersion, kind: 'run', ...recordOf(run) })];
  let length = 0;
  let entries = 0;
  for (const part of parts(run)) {
    const line = lineOf(part);
    lines.push(line);
    length += line.length;
    if (part.kind !== 'result') entries++;
    if (length < pieceLength) continue;
    yield lines.join('');
    lines = [];
    length = 0;
    onProgress(entries);
    await pace();
  }
  lines.push(lineOf({ kind: 'end', entries, results: run.results.length }));
  yield lines.join('');
  onProgress(entries);
}

function* parts({ entries, results }: ExportedRun) {
  for (const entry of entries) yield fitEntry(entry);
  for (const result of results) yield { kind: 'result' as const, ...fitResult(result) };
}

/** Characters after which a piece is handed on. */
const pieceLength = 64 * 1024;

/** A run as a file to download: JSON lines, compressed where `gzip` is asked for. */
export async function runBlob(
  run: ExportedRun,
  { gzip = false, onProgress }: { gzip?: boolean; onProgress?: (entries: number) => void } = {},
): Promise<Blob> {
  const encoder = new TextEncoder();
  const pieces = exportRun(run, onProgress);
  const bytes = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
  });
  const packed = gzip ? bytes.pipeThrough(new CompressionStream('gzip') as ReadableWritablePair<Uint8Array>) : bytes;
  return toBlob(packed);
}

/** Bytes that are kept apart before they become a blob, which a browser may hold on disk. */
const blobLength = 4 * 1024 * 1024;

async function toBlob(bytes: ReadableStream<Uint8Array>): Promise<Blob> {
  const blobs: Blob[] = [];
  let chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const reader = bytes.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    chunks.push(next.value as Uint8Array<ArrayBuffer>);
    length += next.value.length;
    if (length < blobLength) continue;
    blobs.push(new Blob(chunks));
    chunks = [];
    length = 0;
  }
  return new Blob([...blobs, ...chunks]);
}

function recordOf({ status, unanswered, experiment, ...record }: ExportedRun) {
  const { title, createdAt, environment } = fitRecord(record);
  // Whoever opens the file does not run it.
  const ended = status === 'running' ? 'stopped' : status;
  return { title, createdAt, status: ended, ...(unanswered && { unanswered }), experiment, environment };
}

/** Indented, so that a file can be read and compared. */
const toText = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;

const lineOf = (value: unknown): string => `${JSON.stringify(value)}\n`;
