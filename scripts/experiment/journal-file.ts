import { type FileHandle, open, writeFile } from 'node:fs/promises';
import type { JournalEntry } from '@/lib/experiment/entry';
import { groupCommit } from '@/lib/experiment/group-commit';
import type { Experiment, Panel } from '@/lib/experiment/panel';
import { readJournal } from './read-journal';
import { inPlaceOf } from './run-file';

/**
 * A journal as a file of JSON lines: first the experiment, then one entry a line, in the order in which they came. It is written line
 * by line, so that a process may end at any moment: a line that it left half written is passed over, and its call is made again.
 */
export interface JournalFile {
  entries: JournalEntry[];
  /** Lines that could not be read. */
  skipped: number;
  /** Resolves once the line is on the disk, so that not even a power cut takes an answer that the program has seen. */
  append(entry: JournalEntry): Promise<void>;
  /** Tries once more to write what could not be written. Resolves to the number of entries for which there was no room again. */
  close(): Promise<number>;
}

/**
 * Opens or begins the journal of an experiment.
 *
 * @throws UsageError where the file belongs to another experiment or is none; what the file system throws
 */
export async function openJournalFile(file: string, experiment: Experiment, panel: Panel): Promise<JournalFile> {
  const head = `${JSON.stringify({ loupe: 1, kind: 'journal', experiment })}\n`;
  const { entries, skipped, isWithoutHead, isTorn } = await readJournal(file, head, experiment, panel);
  if (isWithoutHead) {
    const lines = [head, ...entries.map(lineOf)];
    await inPlaceOf(file, part => writeFile(part, lines.join(''), { flush: true }));
  }
  const handle = await open(file, 'a');
  const writer = lineWriter(handle, isTorn && !isWithoutHead);
  const inFlight = new Set<Promise<void>>();
  return {
    entries,
    skipped,
    append(entry) {
      const written = writer.write(lineOf(entry));
      inFlight.add(written);
      const forget = () => void inFlight.delete(written);
      written.then(forget, forget);
      return written;
    },
    async close() {
      await Promise.allSettled(inFlight);
      const left = await writer.retry();
      await handle.close();
      return left;
    },
  };
}

const lineOf = (entry: JournalEntry): string => `${JSON.stringify(entry)}\n`;

/** Appends lines to a file. Those that come while others are written go together in one write and one sync. */
function lineWriter(handle: FileHandle, beginsTorn: boolean) {
  let isTorn = beginsTorn;
  let unwritten: string[] = [];

  async function append(lines: readonly string[]): Promise<void> {
    const text = `${isTorn ? '\n' : ''}${lines.join('')}`;
    // A write that fails may have written a part.
    isTorn = true;
    await handle.appendFile(text);
    isTorn = false;
    await handle.datasync();
  }

  const write = groupCommit<string>(async lines => {
    try {
      await append(lines);
    } catch (error) {
      unwritten.push(...lines);
      throw error;
    }
  });

  /** Resolves to the number of lines that still cannot be written. */
  async function retry(): Promise<number> {
    if (unwritten.length === 0) return 0;
    const lines = unwritten;
    unwritten = [];
    return append(lines).then(
      () => 0,
      () => lines.length,
    );
  }

  return { write, retry };
}
