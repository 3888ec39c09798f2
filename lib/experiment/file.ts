import { z } from 'zod';
import { Failure } from '@/lib/core/failure';
import type { Experiment } from './panel';
import type { Run } from './run';
import { parseRecord } from './run-schema';
import { loadExperiment, type PanelLookup } from './spec';

/** Of the file format, not of the experiment in it. */
const fileVersion = 1;
/** Characters of a file. */
export const largestFile = 20 * 1024 * 1024;

export type Imported = { kind: 'experiment'; experiment: Experiment } | { kind: 'run'; run: Run };

const head = z.object({ loupe: z.number().int().min(1), kind: z.enum(['experiment', 'run']) });
const entryList = z.array(z.unknown()).max(100_000);

/** An experiment alone, as the text of a file. */
export function exportExperiment(experiment: Experiment): string {
  return toText({ loupe: fileVersion, kind: 'experiment', experiment });
}

/** A run with its evidence, as the text of a file. */
export function exportRun(run: Run): string {
  const { title, createdAt, experiment, environment, results, entries } = run;
  // Whoever opens the file does not run it.
  const status = run.status === 'finished' ? 'finished' : 'stopped';
  return toText({
    loupe: fileVersion,
    kind: 'run',
    title,
    createdAt,
    status,
    experiment,
    environment,
    results,
    entries,
  });
}

/**
 * Reads what the two exports wrote. Throws `file-too-large`, `file-malformed` (naming the place) or, for the experiment in it,
 * `experiment-invalid` or `link-version`.
 */
export async function importFile(text: string, panels: PanelLookup): Promise<Imported> {
  if (text.length > largestFile) throw new Failure('file-too-large');
  const value = parseJson(text);
  const kind = head.safeParse(value);
  if (!kind.success) throw new Failure('file-malformed', 'It does not begin as an experiment or a run does.');
  if (kind.data.loupe > fileVersion) throw new Failure('file-malformed', 'It was made by a newer Loupe.');
  const file = value as Record<string, unknown>;
  if (kind.data.kind === 'experiment') {
    return { kind: 'experiment', experiment: (await loadExperiment(file['experiment'], panels)).experiment };
  }
  const { entries, ...record } = file;
  const list = entryList.safeParse(entries);
  if (!list.success) throw new Failure('file-malformed', 'entries: must be a list of at most 100000.');
  const { value: run, parseEntry } = await parseRecord(record, panels);
  return { kind: 'run', run: { ...run, entries: list.data.map(readWith(parseEntry)) } };
}

const readWith =
  (parseEntry: (value: unknown) => Run['entries'][number]) =>
  (value: unknown, index: number): Run['entries'][number] => {
    try {
      return parseEntry(value);
    } catch (error) {
      throw new Failure('file-malformed', `Entry ${index + 1}: ${(error as Failure).detail}`, { cause: error });
    }
  };

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Failure('file-malformed', 'It is not JSON.', { cause: error });
  }
}

/** Indented, so that a file can be read and compared. */
const toText = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;
