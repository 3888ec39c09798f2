import type { Dexie, EntityTable, Transaction } from 'dexie';
import type { JournalEntry } from './entry';
import type { UnitResult } from './panel';
import type { RunHeader } from './run';
import { isCall, sizeOf } from './store';

export interface StoredEntry {
  /** Given by the database, ascending: the order of the journal. */
  order: number;
  runId: string;
  key: string;
  entry: JournalEntry;
}

/** The results of one run, apart from its header so that a list of runs does not read them. */
export interface StoredResults {
  runId: string;
  results: UnitResult[];
}

/** `writer` names the one who may write the run; readers leave it out. A run that no writer of this version has touched has none. */
export type StoredHeader = RunHeader & { writer?: string };

export interface Tables {
  runs: EntityTable<StoredHeader, 'id'>;
  entries: EntityTable<StoredEntry, 'order'>;
  results: EntityTable<StoredResults, 'runId'>;
}

/** Declares the tables of runs. Version 1 kept results in the headers, and no counts. */
export function declareTables(db: Dexie): Tables {
  db.version(1).stores({ runs: 'id', entries: '++order, &[runId+key], runId' });
  db.version(2).stores({ results: 'runId' }).upgrade(fromVersion1);
  return {
    runs: db.table('runs') as unknown as Tables['runs'],
    entries: db.table('entries') as unknown as Tables['entries'],
    results: db.table('results') as unknown as Tables['results'],
  };
}

/** A header of version 1. Whatever else it is, is left as it is, and not listed. */
interface OldHeader {
  id: string;
  experiment?: { panel?: unknown; model?: unknown } | null;
  results?: unknown;
}

/** Moves results to their own table, and counts calls and bytes once. */
async function fromVersion1(transaction: Transaction): Promise<void> {
  const sums = new Map<string, { calls: number; bytes: number }>();
  await transaction.table('entries').each(({ runId, entry }: StoredEntry) => {
    const sum = sums.get(runId) ?? { calls: 0, bytes: 0 };
    sums.set(runId, { calls: sum.calls + (isCall(entry) ? 1 : 0), bytes: sum.bytes + sizeOf(entry) });
  });
  const moved: StoredResults[] = [];
  await transaction
    .table('runs')
    .toCollection()
    .modify((run: OldHeader) => {
      const { calls = 0, bytes = 0 } = sums.get(run.id) ?? {};
      const results = Array.isArray(run.results) ? (run.results as UnitResult[]) : [];
      moved.push({ runId: run.id, results });
      delete run.results;
      const { panel, model } = run.experiment ?? {};
      Object.assign(run, { panel, model, score: '', calls, bytes: bytes + sizeOf(results) });
    });
  await transaction.table('results').bulkPut(moved);
}
