import { asFailure, type Failure } from '@/lib/core/failure';
import type { AnsweredEntry, JournalEntry } from './entry';
import { type Journal, sameEntry } from './journal';

/** Writes a run down: in the journal at once, in the store before the program goes on. */
export interface Recorder {
  find(path: string[], hash: string): AnsweredEntry | undefined;
  /** A new answer. Resolves once it is stored. */
  record(entry: AnsweredEntry): Promise<void>;
  /** A recorded answer, as the program reads it today; stored again only if that differs from `stored`. */
  replay(entry: AnsweredEntry, stored: AnsweredEntry): Promise<void>;
  /** A value by code. Stored in the background; {@link Recorder.settled} waits for it. */
  note(entry: JournalEntry): void;
  settled(): Promise<void>;
}

export interface RecorderOptions {
  journal: Journal;
  persist?: ((entry: JournalEntry) => Promise<void>) | undefined;
  onEntry(entry: JournalEntry, replayed: boolean): void;
  /** Told once: an entry could not be stored. The run goes on, and later entries are still tried. */
  onNotStored(failure: Failure): void;
}

export function createRecorder({ journal, persist, onEntry, onNotStored }: RecorderOptions): Recorder {
  const pending = new Set<Promise<void>>();
  let told = false;

  async function store(entry: JournalEntry): Promise<void> {
    try {
      await persist?.(entry);
    } catch (error) {
      if (!told) onNotStored(asFailure(error));
      told = true;
    }
  }

  async function write(entry: JournalEntry, replayed: boolean): Promise<void> {
    journal.add(entry);
    await store(entry);
    onEntry(entry, replayed);
  }

  return {
    find: (path, hash) => journal.find(path, hash),
    record: entry => write(entry, false),
    async replay(entry, stored) {
      if (sameEntry(entry, stored)) onEntry(stored, true);
      else await write(entry, true);
    },
    note(entry) {
      const stored = journal.at(entry.path);
      if (stored && sameEntry(entry, stored)) return onEntry(stored, true);
      const writing: Promise<void> = write(entry, false).finally(() => pending.delete(writing));
      pending.add(writing);
    },
    async settled() {
      await Promise.all(pending);
    },
  };
}
