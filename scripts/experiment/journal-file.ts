import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { canonical, tryParseJson } from '@/lib/core/json';
import type { JournalEntry } from '@/lib/experiment/entry';
import { groupCommit } from '@/lib/experiment/group-commit';
import type { Experiment, Panel } from '@/lib/experiment/panel';
import { entryReader, writtenFor } from '@/lib/experiment/run-schema';
import { parseExperiment } from '@/lib/experiment/spec';
import { UsageError } from './arguments';

/**
 * A journal as a file of JSON lines: first the experiment, then one entry a line, in the order in which they came. It is written line
 * by line, so that a process may end at any moment: a line that it left half written is passed over, and its call is made again.
 */
export interface JournalFile {
  entries: JournalEntry[];
  /** Lines that could not be read. */
  skipped: number;
  /** Resolves once the line is written. */
  append(entry: JournalEntry): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens or begins the journal of an experiment.
 *
 * @throws UsageError where the file belongs to another experiment
 */
export async function openJournalFile(file: string, experiment: Experiment, panel: Panel): Promise<JournalFile> {
  const handle = await open(file, 'a+');
  const { first, entries, skipped, torn } = await readLines(file, panel);
  if (first !== null && experimentOf(first, panel) !== canonical(experiment)) {
    await handle.close();
    throw new UsageError(`${file} is the journal of another experiment: choose another --out, or remove it.`);
  }
  if (first === null) await handle.appendFile(`${JSON.stringify({ loupe: 1, kind: 'journal', experiment })}\n`);
  else if (torn) await handle.appendFile('\n');
  // Lines that come while others are written go together in one write.
  const commit = groupCommit<string>(lines => handle.appendFile(lines.join('')));
  const inFlight = new Set<Promise<void>>();
  return {
    entries,
    skipped,
    append(entry) {
      const written = commit(`${JSON.stringify(entry)}\n`);
      inFlight.add(written);
      const forget = () => void inFlight.delete(written);
      written.then(forget, forget);
      return written;
    },
    async close() {
      await Promise.allSettled(inFlight);
      await handle.close();
    },
  };
}

/** The experiment that a first line names, as text; empty where it names none, or one of another panel. */
function experimentOf(first: string, panel: Panel): string {
  const written = (tryParseJson(first) as { experiment?: unknown } | null | undefined)?.experiment;
  try {
    return canonical(parseExperiment(written, panel));
  } catch {
    return '';
  }
}

async function readLines(file: string, panel: Panel) {
  const entries: JournalEntry[] = [];
  let first: string | null = null;
  let read = entryReader(panel, panel.version);
  let skipped = 0;
  for await (const line of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
    if (first === null) {
      first = line;
      read = entryReader(panel, writtenFor((tryParseJson(line) as { experiment?: unknown } | null)?.experiment));
    } else if (line !== '') {
      const entry = readEntry(line, read);
      if (entry) entries.push(entry);
      else skipped++;
    }
  }
  return { first, entries, skipped, torn: await endsTorn(file) };
}

function readEntry(line: string, read: (value: unknown) => JournalEntry): JournalEntry | null {
  try {
    return read(JSON.parse(line));
  } catch {
    return null;
  }
}

/** Whether the last line has no end. */
async function endsTorn(file: string): Promise<boolean> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    if (size === 0) return false;
    const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
    return buffer.toString() !== '\n';
  } finally {
    await handle.close();
  }
}
