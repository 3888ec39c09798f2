import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { JournalEntry } from '@/lib/experiment/entry';
import type { Experiment } from '@/lib/experiment/panel';
import { parseEntry } from '@/lib/experiment/run-schema';
import { canonical } from '@/lib/core/json';
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

/** Opens or begins the journal of an experiment. Throws UsageError where the file belongs to another experiment. */
export async function openJournalFile(file: string, experiment: Experiment): Promise<JournalFile> {
  const head = canonical({ loupe: 1, kind: 'journal', experiment });
  const handle = await open(file, 'a+');
  const { first, entries, skipped, torn } = await readLines(file);
  if (first !== null && first !== head) {
    await handle.close();
    throw new UsageError(`${file} is the journal of another experiment: choose another --out, or remove it.`);
  }
  let last = first === null ? write(handle, `${head}\n`) : torn ? write(handle, '\n') : Promise.resolve();
  return {
    entries,
    skipped,
    append(entry) {
      // In line: two writes at once on one handle may mix. A failed one fails its own caller only.
      const written = last.then(() => write(handle, `${JSON.stringify(entry)}\n`));
      last = written.catch(() => undefined);
      return written;
    },
    async close() {
      await last;
      await handle.close();
    },
  };
}

const write = async (handle: FileHandle, text: string): Promise<void> => {
  await handle.appendFile(text);
};

async function readLines(file: string) {
  const entries: JournalEntry[] = [];
  let first: string | null = null;
  let skipped = 0;
  for await (const line of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
    if (first === null) first = line;
    else if (line !== '') {
      const entry = readEntry(line);
      if (entry) entries.push(entry);
      else skipped++;
    }
  }
  return { first, entries, skipped, torn: await endsTorn(file) };
}

function readEntry(line: string): JournalEntry | null {
  try {
    return parseEntry(JSON.parse(line));
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
