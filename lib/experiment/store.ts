import type { EntityTable } from 'dexie';
import { Failure } from '@/lib/core/failure';
import { groupCommit } from './group-commit';
import { pathKey, type JournalEntry } from './entry';
import type { UnitResult } from './panel';
import type { Run, RunHeader } from './run';
import { parseHeader } from './run-schema';
import type { PanelLookup } from './spec';

export interface LoadedRun extends RunHeader, Run {
  /** Stored entries that could not be read; their calls are made again. */
  skipped: number;
}

/**
 * Where runs live. A run is resumable from its creation on: whatever moment the page dies in, what was appended is there. All
 * methods throw `store-unavailable` where the browser refuses.
 */
export interface RunStore {
  create(header: RunHeader): Promise<void>;
  /** Resolves once the entry is stored. An entry takes the place of an earlier one at its path. */
  append(runId: string, entry: JournalEntry): Promise<void>;
  /** The run with its entries in order; undefined if there is none or if it cannot be read. */
  load(runId: string): Promise<LoadedRun | undefined>;
  /** Latest change first. A run whose status is `running` and that no open page runs was left by a crash: it can be resumed. */
  list(panel?: string): Promise<RunHeader[]>;
  /** Marks a stored run as going on. */
  resume(runId: string): Promise<void>;
  /** How a run ended, and on what it ran. */
  finish(
    runId: string,
    status: 'stopped' | 'finished',
    results: UnitResult[],
    environment?: Record<string, string>,
  ): Promise<void>;
  remove(runId: string): Promise<void>;
}

interface StoredEntry {
  /** Given by the database, ascending: the order of the journal. */
  order: number;
  runId: string;
  key: string;
  entry: JournalEntry;
}

/**
 * Whether this browser has ever stored a run; yes where it does not say. Spares a first visit the script of the database.
 */
export async function hasRunStore(name = 'loupe'): Promise<boolean> {
  try {
    return (await indexedDB.databases()).some(database => database.name === name);
  } catch {
    return true;
  }
}

/**
 * The runs in this browser (IndexedDB). What is read back is checked as if it came from a stranger: an older or a damaged version
 * may have written it. Throws `store-unavailable`; go on with `memoryRunStore` then.
 */
export async function openRunStore(panels: PanelLookup, name = 'loupe'): Promise<RunStore> {
  const { Dexie } = await import('dexie');
  const db = new Dexie(name);
  db.version(1).stores({ runs: 'id', entries: '++order, &[runId+key], runId' });
  const runs = db.table('runs') as unknown as EntityTable<RunHeader, 'id'>;
  const entries = db.table('entries') as unknown as EntityTable<StoredEntry, 'order'>;
  await guarded(() => db.open());

  /** Throws if the run is not there (it was removed, perhaps in another tab). */
  async function change(runId: string, changes: Partial<RunHeader>): Promise<void> {
    const found = await runs.where('id').equals(runId).modify(changes);
    if (found === 0) throw new Failure('store-unavailable', 'The run is no longer stored.');
  }

  /** A later entry takes the place of an earlier one of its path. */
  const write = (runId: string, group: readonly JournalEntry[]): PromiseLike<void> =>
    db.transaction('rw', runs, entries, async () => {
      const rows = new Map(group.map(entry => [pathKey(entry.path), entry]));
      await change(runId, { updatedAt: Date.now() });
      const earlier = await entries
        .where('[runId+key]')
        .anyOf([...rows.keys()].map(key => [runId, key]))
        .toArray();
      const orders = new Map(earlier.map(({ key, order }) => [key, order]));
      await entries.bulkPut(
        [...rows].map(([key, entry]) => {
          const order = orders.get(key);
          return { runId, key, entry, ...(order === undefined ? {} : { order }) };
        }),
      );
    });
  const writers = new Map<string, (entry: JournalEntry) => Promise<void>>();

  /** Undefined where the header cannot be read. */
  const read = (value: unknown) => parseHeader(value, panels).catch(() => undefined);

  return {
    create: header =>
      guarded(async () => {
        await runs.add(header);
      }),
    append(runId, entry) {
      const known = writers.get(runId) ?? groupCommit(group => guarded(() => write(runId, group)));
      writers.set(runId, known);
      return known(entry);
    },
    load: runId =>
      guarded(async () => {
        const header = await read(await runs.get(runId));
        if (!header) return undefined;
        const stored = await entries.where('runId').equals(runId).sortBy('order');
        const kept = stored
          .map(row => attempt(() => header.parseEntry(row.entry)))
          .filter(entry => entry !== undefined);
        return { ...header.value, entries: kept, skipped: stored.length - kept.length };
      }),
    list: panel =>
      guarded(async () => {
        const headers = await Promise.all((await runs.toArray()).map(read));
        return headers
          .flatMap(header => header?.value ?? [])
          .filter(header => panel === undefined || header.experiment.panel === panel)
          .sort((a, b) => b.updatedAt - a.updatedAt);
      }),
    resume: runId => guarded(() => change(runId, { status: 'running', updatedAt: Date.now() })),
    finish: (runId, status, results, environment) =>
      guarded(() => change(runId, { status, results, updatedAt: Date.now(), ...(environment ? { environment } : {}) })),
    remove: runId =>
      guarded(() =>
        db.transaction('rw', runs, entries, async () => {
          await runs.delete(runId);
          await entries.where('runId').equals(runId).delete();
        }),
      ),
  };
}

async function guarded<T>(body: () => PromiseLike<T>): Promise<T> {
  try {
    return await body();
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure('store-unavailable', error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function attempt<T>(body: () => T): T | undefined {
  try {
    return body();
  } catch {
    return undefined;
  }
}
