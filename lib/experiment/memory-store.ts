import { Failure } from '@/lib/core/failure';
import { type JournalEntry, pathKey } from './entry';
import type { Experiment, UnitResult } from './panel';
import type { RunHeader } from './run';
import { isCall, type RunStore, type RunWriter, sizeOf } from './store';

interface Kept {
  header: RunHeader;
  entries: Map<string, JournalEntry>;
  results: readonly UnitResult[];
  writer: RunWriter | null;
}

/** A run store that lasts as long as the page or the process: where the browser has no storage to give, and in Node. */
export function memoryRunStore(): RunStore {
  const runs = new Map<string, Kept>();

  function change(runId: string, changes: Partial<RunHeader>): Kept {
    const run = runs.get(runId);
    if (!run) throw new Failure('run-gone');
    run.header = { ...run.header, ...structuredClone(changes) };
    return run;
  }

  /** The new writer of a run, in place of the one before. */
  function writerOf(runId: string, run: Kept): RunWriter {
    const check = () => {
      if (runs.has(runId) && run.writer !== writer) throw new Failure('run-elsewhere');
    };
    const writer: RunWriter = {
      async append(entry) {
        check();
        const { header, entries } = change(runId, { updatedAt: Date.now() });
        const key = pathKey(entry.path);
        const old = entries.get(key);
        header.calls += Number(isCall(entry)) - (old ? Number(isCall(old)) : 0);
        header.bytes += sizeOf(entry) - (old ? sizeOf(old) : 0);
        entries.set(key, structuredClone(entry));
      },
      async finish({ results, unanswered = 0, ...end }) {
        check();
        const { header } = change(runId, { ...end, unanswered, updatedAt: Date.now() });
        header.bytes += sizeOf(results) - (run.results.length > 0 ? sizeOf(run.results) : 0);
        run.results = structuredClone(results);
      },
    };
    return (run.writer = writer);
  }

  return {
    async create(header) {
      if (runs.has(header.id)) throw new Failure('store-unavailable', 'The run is already stored.');
      const run: Kept = { header: structuredClone(header), entries: new Map(), results: [], writer: null };
      runs.set(header.id, run);
      return writerOf(header.id, run);
    },
    async load(runId) {
      const run = runs.get(runId);
      if (!run) return undefined;
      // It was an experiment when it came in, and nothing else can have written here.
      const experiment = run.header.experiment as Experiment;
      const kept = { ...run.header, experiment, results: [...run.results], entries: [...run.entries.values()] };
      return structuredClone({ ...kept, skipped: 0 });
    },
    async list(panel) {
      return [...runs.values()]
        .map(run => structuredClone(run.header))
        .filter(header => panel === undefined || header.panel === panel)
        .sort((a, b) => b.updatedAt - a.updatedAt);
    },
    async rename(runId, title) {
      change(runId, { title });
    },
    async resume(runId) {
      return writerOf(runId, change(runId, { status: 'running', updatedAt: Date.now() }));
    },
    async remove(runId) {
      runs.delete(runId);
    },
    async usage() {
      return { bytes: null, quota: null, runs: new Map([...runs].map(([id, { header }]) => [id, header.bytes])) };
    },
  };
}
