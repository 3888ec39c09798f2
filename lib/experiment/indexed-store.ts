import { cut } from '@/lib/core/cut';
import { asFailure, Failure } from '@/lib/core/failure';
import { databaseTimeLimit, guarded, openDatabase } from '@/lib/core/open-database';
import { createPace } from '@/lib/core/pace';
import { withTimeLimit } from '@/lib/core/time-limit';
import { bounds } from './bounds';
import { declareTables, type StoredHeader } from './database';
import { type JournalEntry, pathKey } from './entry';
import { fitFacts } from './fit';
import { groupCommit } from './group-commit';
import { newId } from './run';
import { entryReader, parseHeader, resultReader, writtenFor } from './run-schema';
import { loadExperiment, type PanelLookup } from './spec';
import {
  type EstimateStorage,
  isCall,
  type LoadedRun,
  type RunEnd,
  type RunStore,
  type RunWriter,
  sizeOf,
} from './store';

/**
 * Whether this browser has ever stored a run; yes where it does not say. Spares a first visit the script of the database.
 */
export async function hasRunStore(name = 'loupe'): Promise<boolean> {
  try {
    const late = () => new Failure('store-unavailable');
    const databases = await withTimeLimit(indexedDB.databases(), databaseTimeLimit, late);
    return databases.some(database => database.name === name);
  } catch {
    return true;
  }
}

/** Entries that are read together: all of a large run at once would block the page. */
const page = 500;

const estimateOfBrowser: EstimateStorage = async () => (await navigator.storage?.estimate()) ?? {};

/**
 * The runs in this browser (IndexedDB). What is read back is checked as if it came from a stranger: an older or a damaged version
 * may have written it.
 *
 * @throws Failure `store-unavailable`; go on with `memoryRunStore` then
 */
export async function openRunStore(
  panels: PanelLookup,
  name = 'loupe',
  estimate: EstimateStorage = estimateOfBrowser,
): Promise<RunStore> {
  const { Dexie } = await import('dexie');
  const db = new Dexie(name);
  const { runs, entries, results } = declareTables(db);
  await guarded(() => openDatabase(db));

  /** @throws Failure `run-gone` (it was removed, perhaps in another tab) */
  async function change(runId: string, changes: Partial<StoredHeader>): Promise<void> {
    const found = await runs.update(runId, changes);
    if (found === 0 && !(await runs.get(runId))) throw new Failure('run-gone');
  }

  /** The header of a run, for its writer alone. Within the transaction of the write, so that no other can come between. */
  async function headerFor(runId: string, writer: string): Promise<StoredHeader> {
    const header = await runs.get(runId);
    if (!header) throw new Failure('run-gone');
    if (header.writer !== writer) throw new Failure('run-elsewhere');
    return header;
  }

  /** A later entry takes the place of an earlier one of its path. */
  const write = (runId: string, writer: string, group: readonly JournalEntry[]): PromiseLike<void> =>
    db.transaction('rw', runs, entries, async () => {
      const header = await headerFor(runId, writer);
      const rows = new Map(group.map(entry => [pathKey(entry.path), entry]));
      const keys = [...rows.keys()].map(key => [runId, key]);
      const earlier = await entries.where('[runId+key]').anyOf(keys).toArray();
      const replaced = new Map(earlier.map(row => [row.key, row]));
      let { calls, bytes } = header;
      for (const [key, entry] of rows) {
        const old = replaced.get(key)?.entry;
        calls += Number(isCall(entry)) - (old ? Number(isCall(old)) : 0);
        bytes += sizeOf(entry) - (old ? sizeOf(old) : 0);
      }
      await runs.update(runId, { updatedAt: Date.now(), calls, bytes });
      await entries.bulkPut(
        [...rows].map(([key, entry]) => {
          const old = replaced.get(key);
          return { runId, key, entry, ...(old && { order: old.order }) };
        }),
      );
    });

  const end = (runId: string, writer: string, { status, results: ended, environment, score, unanswered = 0 }: RunEnd) =>
    db.transaction('rw', runs, results, async () => {
      const header = await headerFor(runId, writer);
      const before = await results.get(runId);
      const bytes = header.bytes + sizeOf(ended) - (before ? sizeOf(before.results) : 0);
      await results.put({ runId, results: [...ended] });
      const changes = {
        status,
        unanswered,
        bytes,
        updatedAt: Date.now(),
        ...(score !== undefined && { score: cut(score, bounds.score) }),
      };
      await runs.update(runId, { ...changes, ...(environment && { environment: fitFacts(environment) }) });
    });

  const writerOf = (runId: string, writer: string): RunWriter => ({
    append: groupCommit(group => guarded(() => write(runId, writer, group))),
    finish: ended => guarded(() => end(runId, writer, ended)),
  });

  async function load(runId: string): Promise<LoadedRun | undefined> {
    const stored = await runs.get(runId);
    if (!stored) return undefined;
    const { header, known } = await readHeader(stored, panels);
    const read = entryReader(known.panel, writtenFor(header.experiment));
    const orders = await entries.where('runId').equals(runId).primaryKeys();
    const kept: JournalEntry[] = [];
    for (let from = 0; from < orders.length; from += page) {
      const rows = await entries.bulkGet(orders.slice(from, from + page));
      kept.push(
        ...(await readAll(
          rows.map(row => row?.entry),
          read,
        )),
      );
    }
    const ended = (await results.get(runId))?.results ?? [];
    const keptResults = await readAll(ended, resultReader(known.panel));
    const skipped = orders.length - kept.length + ended.length - keptResults.length;
    return { ...header, experiment: known.experiment, entries: kept, results: keptResults, skipped };
  }

  return {
    create: header =>
      guarded(async () => {
        const writer = newId();
        await runs.add({ ...header, writer });
        return writerOf(header.id, writer);
      }),
    load: runId => guarded(() => load(runId)),
    list: panel =>
      guarded(async () => {
        const headers = (await runs.toArray()).flatMap(value => attempt(parseHeader, value) ?? []);
        return headers
          .filter(header => panel === undefined || header.panel === panel)
          .sort((a, b) => b.updatedAt - a.updatedAt);
      }),
    rename: (runId, title) => guarded(() => change(runId, { title: cut(title, bounds.title) })),
    resume: runId =>
      guarded(async () => {
        const writer = newId();
        await change(runId, { status: 'running', updatedAt: Date.now(), writer });
        return writerOf(runId, writer);
      }),
    remove: runId =>
      guarded(() =>
        db.transaction('rw', runs, entries, results, async () => {
          await runs.delete(runId);
          await results.delete(runId);
          await entries.where('runId').equals(runId).delete();
        }),
      ),
    usage: () =>
      guarded(async () => {
        const { usage, quota } = await estimate().catch(() => ({ usage: undefined, quota: undefined }));
        const sizes = (await runs.toArray()).map(({ id, bytes }) => [id, bytes] as const);
        return { bytes: usage ?? null, quota: quota ?? null, runs: new Map(sizes) };
      }),
  };
}

/** @throws Failure `run-damaged` where the header or its experiment cannot be read */
async function readHeader(stored: unknown, panels: PanelLookup) {
  try {
    const header = parseHeader(stored);
    return { header, known: await loadExperiment(header.experiment, panels) };
  } catch (error) {
    throw new Failure('run-damaged', asFailure(error).message, { cause: error });
  }
}

/** What can be read of some values; the page stays alive meanwhile. */
async function readAll<T>(values: readonly unknown[], read: (value: unknown) => T | undefined): Promise<T[]> {
  const pace = createPace();
  const kept: T[] = [];
  for (const value of values) {
    const result = attempt(read, value);
    if (result !== undefined) kept.push(result);
    await pace();
  }
  return kept;
}

function attempt<T>(read: (value: unknown) => T, value: unknown): T | undefined {
  try {
    return read(value);
  } catch {
    return undefined;
  }
}
