import { Failure } from '@/lib/core/failure';
import { pathKey, type JournalEntry } from './entry';
import type { RunHeader } from './run';
import type { RunStore } from './store';

/** A run store that lasts as long as the page or the process: where the browser has no storage to give, and in Node. */
export function memoryRunStore(): RunStore {
  const runs = new Map<string, { header: RunHeader; entries: Map<string, JournalEntry> }>();

  function at(runId: string) {
    const run = runs.get(runId);
    if (!run) throw new Failure('store-unavailable', 'The run is no longer stored.');
    return run;
  }

  function change(runId: string, changes: Partial<RunHeader>): void {
    const run = at(runId);
    run.header = { ...run.header, ...structuredClone(changes), updatedAt: Date.now() };
  }

  return {
    async create(header) {
      if (runs.has(header.id)) throw new Failure('store-unavailable', 'The run is already stored.');
      runs.set(header.id, { header: structuredClone(header), entries: new Map() });
    },
    async append(runId, entry) {
      at(runId).entries.set(pathKey(entry.path), structuredClone(entry));
      change(runId, {});
    },
    async load(runId) {
      const run = runs.get(runId);
      return run && structuredClone({ ...run.header, entries: [...run.entries.values()], skipped: 0 });
    },
    async list(panel) {
      return [...runs.values()]
        .map(run => structuredClone(run.header))
        .filter(header => panel === undefined || header.experiment.panel === panel)
        .sort((a, b) => b.updatedAt - a.updatedAt);
    },
    async resume(runId) {
      change(runId, { status: 'running' });
    },
    async finish(runId, status, results, environment) {
      change(runId, { status, results, ...(environment ? { environment } : {}) });
    },
    async remove(runId) {
      runs.delete(runId);
    },
  };
}
