import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { canonical, tryParseJson } from '@/lib/core/json';
import { type EngineRef, refKey } from '@/lib/engines/contract';
import type { JournalEntry } from '@/lib/experiment/entry';
import type { Experiment, Panel } from '@/lib/experiment/panel';
import { entryReader, writtenFor } from '@/lib/experiment/run-schema';
import { parseExperiment } from '@/lib/experiment/spec';
import { UsageError } from './arguments';

export interface ReadJournal {
  entries: JournalEntry[];
  /** Lines that could not be read. */
  skipped: number;
  /** Whether the first line is missing or cannot be read: the file has to be written anew. */
  isWithoutHead: boolean;
  /** Whether the last line has no end. */
  isTorn: boolean;
}

/**
 * Reads the journal file of an experiment as far as it is whole; one that is not there has no entries.
 *
 * @param head the first line that the file should have
 * @throws UsageError where it belongs to another experiment, or is no journal at all; what the file system throws
 */
export async function readJournal(
  file: string,
  head: string,
  experiment: Experiment,
  panel: Panel,
): Promise<ReadJournal> {
  const entries: JournalEntry[] = [];
  let first: string | null = null;
  let written: unknown;
  let read = entryReader(panel, panel.version);
  let skipped = 0;
  const isTorn = await endsTorn(file);
  if (isTorn === null) return { entries, skipped, isWithoutHead: true, isTorn: false };
  for await (const line of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
    if (first === null) {
      first = line;
      written = (tryParseJson(line) as { experiment?: unknown } | null | undefined)?.experiment;
      if (written !== undefined) read = entryReader(panel, writtenFor(written));
    } else if (line !== '') {
      const entry = readEntry(line, read);
      if (entry) entries.push(entry);
      else skipped++;
    }
  }
  if (written !== undefined) {
    if (textOf(written, panel) !== canonical(experiment))
      throw new UsageError(`${file} is the journal of another experiment: choose another --out, or remove it.`);
    return { entries, skipped, isWithoutHead: false, isTorn };
  }
  const own = entries.filter(entry => isOf(entry, experiment));
  if (own.length === 0 && !isPieceOf(head, first ?? ''))
    throw new UsageError(`${file} is no journal of Loupe: choose another --out, or remove it.`);
  return { entries: own, skipped: skipped + entries.length - own.length, isWithoutHead: true, isTorn };
}

/** Whether a first line is what a crash leaves of `head`: a piece of it, nothing, or zeros in the place of what was never written. */
const isPieceOf = (head: string, line: string): boolean => {
  const text = line.replace(/\u0000+$/, '');
  return head.startsWith(text);
};

/** Whether an entry may be of this experiment, where no first line says so: by its model. What was asked otherwise is not found anyway. */
function isOf(entry: JournalEntry, { model, embedder, compare }: Experiment): boolean {
  if (entry.kind === 'value') return true;
  const engines: EngineRef[] = [model, ...compare, ...(embedder ? [embedder] : [])];
  return engines.some(engine => refKey(engine) === entry.engine);
}

/** An experiment as text; empty where it is none, or one of another panel. */
function textOf(written: unknown, panel: Panel): string {
  try {
    return canonical(parseExperiment(written, panel));
  } catch {
    return '';
  }
}

function readEntry(line: string, read: (value: unknown) => JournalEntry): JournalEntry | null {
  try {
    return read(JSON.parse(line));
  } catch {
    return null;
  }
}

/** Whether the last line has no end; null where there is no file or nothing in it. */
async function endsTorn(file: string): Promise<boolean | null> {
  const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (!handle) return null;
  try {
    const { size } = await handle.stat();
    if (size === 0) return null;
    const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
    return buffer.toString() !== '\n';
  } finally {
    await handle.close();
  }
}
