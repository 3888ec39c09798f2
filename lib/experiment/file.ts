import { createPace } from '@/lib/core/pace';
import type { Experiment } from './panel';
import type { Run } from './run';

/**
 * Files. An experiment, and a small run, is one JSON value (version 1). A run of any size is JSON lines (version 2): the record, one line
 * an entry, one line a result, and a last line that counts both, so that a file that was cut off is known as such.
 */
export const jsonVersion = 1;
export const linesVersion = 2;

/** Characters of a file of one JSON value. */
export const largestFile = 20 * 1024 * 1024;

/** A run whose entries are read one after the other: an array, or a journal. */
export type ExportedRun = Omit<Run, 'entries'> & { entries: Iterable<Run['entries'][number]> };

/** An experiment alone, as the text of a file. */
export function exportExperiment(experiment: Experiment): string {
  return toText({ loupe: jsonVersion, kind: 'experiment', experiment });
}

/** A small run with its evidence, as the text of a file of one JSON value. */
export function exportSmallRun(run: ExportedRun): string {
  const { results, entries } = run;
  return toText({ loupe: jsonVersion, kind: 'run', ...recordOf(run), results, entries: [...entries] });
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
  let lines = lineOf({ loupe: linesVersion, kind: 'run', ...recordOf(run) });
  let entries = 0;
  for (const entry of run.entries) {
    lines += lineOf(entry);
    entries++;
    if (lines.length < pieceLength) continue;
    yield lines;
    lines = '';
    onProgress(entries);
    await pace();
  }
  for (const result of run.results) {
    lines += lineOf({ kind: 'result', ...result });
    if (lines.length < pieceLength) continue;
    yield lines;
    lines = '';
    await pace();
  }
  yield lines + lineOf({ kind: 'end', entries, results: run.results.length });
  onProgress(entries);
}

/** Characters after which a piece is handed on. */
const pieceLength = 64 * 1024;

/** A run as a file to download: JSON lines, compressed where `gzip` is asked for. */
export async function runBlob(
  run: ExportedRun,
  { gzip = false, onProgress }: { gzip?: boolean; onProgress?: (entries: number) => void } = {},
): Promise<Blob> {
  const pieces = exportRun(run, onProgress);
  const text = new ReadableStream<string>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: () => void pieces.return(),
  });
  const bytes: ReadableStream<BufferSource> = text.pipeThrough(new TextEncoderStream());
  return new Response((gzip ? bytes.pipeThrough(new CompressionStream('gzip')) : bytes) as ReadableStream).blob();
}

function recordOf({ title, createdAt, status, experiment, environment }: ExportedRun) {
  // Whoever opens the file does not run it.
  return { title, createdAt, status: status === 'finished' ? 'finished' : 'stopped', experiment, environment };
}

/** Indented, so that a file can be read and compared. */
const toText = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;

const lineOf = (value: unknown): string => `${JSON.stringify(value)}\n`;
