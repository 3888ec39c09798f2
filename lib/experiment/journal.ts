import { canonical } from '@/lib/core/json';
import { pathKey, type CallEntry, type EmbeddingEntry, type JournalEntry } from './entry';

/** The ordered entries of one run, in memory. A path has one entry: a later one takes the place of an earlier one. */
export interface Journal {
  /** The recorded call or embedding at this path, if it was asked for the same. */
  find(path: readonly string[], hash: string): CallEntry | EmbeddingEntry | undefined;
  /** The entry at this path, whatever it is. */
  at(path: readonly string[]): JournalEntry | undefined;
  add(entry: JournalEntry): void;
  /** In the order in which they were first added. */
  entries(): JournalEntry[];
  readonly size: number;
}

export function createJournal(entries: Iterable<JournalEntry> = []): Journal {
  const byPath = new Map<string, JournalEntry>();
  const add = (entry: JournalEntry) => void byPath.set(pathKey(entry.path), entry);
  for (const entry of entries) add(entry);
  return {
    find(path, hash) {
      const entry = byPath.get(pathKey(path));
      return entry && entry.kind !== 'value' && entry.hash === hash ? entry : undefined;
    },
    at: path => byPath.get(pathKey(path)),
    add,
    entries: () => [...byPath.values()],
    get size() {
      return byPath.size;
    },
  };
}

/** Whether two entries say the same. */
export const sameEntry = (a: JournalEntry, b: JournalEntry): boolean => canonical(a) === canonical(b);
