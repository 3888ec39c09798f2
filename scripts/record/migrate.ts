import { readFileSync, writeFileSync } from 'node:fs';
import { canonical, type Json } from '@/lib/core/json';
import { createRecordedEngine } from '@/lib/engines/recorded';
import type { CallEntry, JournalEntry } from '@/lib/experiment/entry';
import { createJournal } from '@/lib/experiment/journal';
import type { UnitResult } from '@/lib/experiment/panel';
import { runExperiment } from '@/lib/experiment/runner';
import { loadExperiment } from '@/lib/experiment/spec';
import { findPanel } from '@/lib/panels/index';
import { folder, type Recorded, writeLists } from './lists';
import { readyMade } from './ready-made';

interface RunFile {
  kind: 'run';
  createdAt: number;
  environment: Record<string, string>;
  experiment: unknown;
  results: UnitResult[];
  entries: JournalEntry[];
}

/**
 * Writes the recorded experiments in the form of their panel's current version, without a model. Every program runs again over its own
 * journal, so that answers, times, environment and date stay as they were, and the settings and the roles of the steps become those of
 * today.
 *
 * @throws Error where a call is missing or a result differs
 */
export async function migrateRecorded(): Promise<void> {
  const all: Recorded[] = [];
  for (const { file, title } of readyMade) {
    const path = `${folder}/${file}`;
    const written = JSON.parse(readFileSync(path, 'utf8')) as RunFile;
    const { experiment, entries, results } = await replayed(written);
    const changed = results.filter(
      ({ name, value }) => !isSame(value, written.results.find(of => of.name === name)?.value),
    );
    if (results.length !== written.results.length || changed.length > 0) {
      throw new Error(`${file}: the results of ${changed.map(({ name }) => name).join(', ') || 'some units'} differ.`);
    }
    const run = { ...written, title, experiment, results, entries };
    writeFileSync(path, `${JSON.stringify(run, null, 1)}\n`);
    all.push({ file, run });
    process.stdout.write(`${file}: ${entries.length} entries, ${results.length} results, all as they were\n`);
  }

  await writeLists(all);
}

/** Runs a recorded run again over its journal. @throws Error where it asks what was not recorded, or writes down something else */
async function replayed(written: RunFile) {
  const { panel, experiment } = await loadExperiment(written.experiment, findPanel);
  const calls = written.entries.filter((entry): entry is CallEntry => entry.kind === 'call');
  const journal = createJournal(written.entries);
  const { results, status, failure } = await runExperiment({
    panel,
    experiment,
    openEngine: () => Promise.resolve(createRecordedEngine(calls)),
    journal,
    signal: new AbortController().signal,
    onEvent(event) {
      if (event.type === 'call-started') throw new Error(`${event.path.join(' / ')} was not recorded.`);
    },
  });
  if (status !== 'finished') throw failure ?? new Error(`The run is ${status}.`);
  const entries = journal.entries();
  const differs = entries.find((entry, index) => !isSame(withoutRoles(entry), withoutRoles(written.entries[index])));
  if (differs || entries.length !== written.entries.length) throw new Error('The journal differs.');
  return { experiment, entries: entries.map(inOrder), results };
}

function isSame(a: unknown, b: unknown): boolean {
  return canonical((a ?? null) as Json) === canonical((b ?? null) as Json);
}

function withoutRoles(entry: JournalEntry | undefined) {
  const { roles: _roles, ...rest } = entry ?? {};
  return rest;
}

/** Roles stand beside the path that they explain. */
function inOrder({ kind, path, roles, ...rest }: JournalEntry): JournalEntry {
  return { kind, path, ...(roles && { roles }), ...rest } as JournalEntry;
}
