import { Failure } from '@/lib/core/failure';
import { tryParseJson } from '@/lib/core/json';
import { createPace } from '@/lib/core/pace';
import { jsonVersion } from './file';
import { fileLimits, type Line, linesOf, openBytes } from './file-lines';
import { jsonLimits, readJson } from './import-json';
import { readLines } from './import-lines';
import { fileHead, type Imported } from './imported';
import { createJsonMeter, measureJson } from './json-meter';
import type { PanelLookup } from './spec';

export type { Imported };

/** Bytes of the file itself; `total` is null for a stream. */
export interface ImportProgress {
  loaded: number;
  total: number | null;
}

/**
 * Reads what the exports wrote: JSON lines, compressed or not, or one JSON value of at most 20 MB. Works in slices of a few milliseconds,
 * never holds the text of a whole file of lines, and makes no value of a text before the text is measured.
 *
 * @throws Failure `file-too-large`, `file-malformed` (naming the line or the place) or, for the experiment in it, what `loadExperiment`
 * throws
 */
export async function importFile(
  source: Blob | ReadableStream<Uint8Array> | string,
  panels: PanelLookup,
  onProgress: (progress: ImportProgress) => void = () => {},
  limits = fileLimits,
): Promise<Imported> {
  const file = typeof source === 'string' ? new Blob([source]) : source;
  const { bytes, loaded } = await openBytes(file);
  const total = file instanceof Blob ? file.size : null;
  const pace = createPace();
  const rest = async () => {
    const turn = pace();
    if (!turn) return;
    onProgress({ loaded: loaded(), total });
    await turn;
  };
  const lines = linesOf(bytes, limits);
  try {
    const first = await firstLine(lines);
    const meter = createJsonMeter(jsonLimits);
    await measureJson(meter, first.text, rest);
    const value = tryParseJson(first.text);
    const kind = fileHead.safeParse(value);
    const imported =
      kind.success && kind.data.loupe > jsonVersion
        ? await readLines(value, kind.data, lines, panels, rest, limits.values)
        : await readJson(first, lines, panels, rest, meter);
    onProgress({ loaded: loaded(), total });
    return imported;
  } finally {
    await lines.return();
  }
}

async function firstLine(lines: AsyncGenerator<Line, void, void>): Promise<Line> {
  const { value } = await lines.next().catch((error: unknown) => {
    throw named(error, 'It cannot be unpacked.');
  });
  if (!value) throw new Failure('file-malformed', 'It is empty.');
  return value;
}

const named = (error: unknown, detail: string): Failure =>
  error instanceof Failure ? error : new Failure('file-malformed', detail, { cause: error });
