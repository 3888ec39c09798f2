import { canonical, type Json } from '@/lib/core/json';
import { createRecordedEngine } from '@/lib/engines/recorded';
import { createJournal } from '@/lib/experiment/journal';
import type { UnitResult } from '@/lib/experiment/panel';
import type { Run } from '@/lib/experiment/run';
import { runExperiment } from '@/lib/experiment/runner';
import { loadExperiment } from '@/lib/experiment/spec';
import { findPanel } from '@/lib/panels/index';
import { writeRun } from '../experiment/run-file';
import { folder, type Recorded, writeIndex, writeLists } from './lists';
import { readRecorded } from './read';

/**
 * Writes the recorded experiments in the form of their panel's current version, without a model. Every program runs again over its own
 * journal, so that answers, times, environment and date stay as they were, and the settings and the roles of the steps become those of
 * today. So do the results of files that are named: where a panel reads an answer otherwise than it did, or says more of it.
 *
 * @param chosen files; all where there is none
 * @throws Error where a call is missing, or a result differs in a file that is not named
 */
export async function migrateRecorded(chosen: readonly string[]): Promise<void> {
  const all: Recorded[] = [];
  for (const { file, run: written } of await readRecorded(chosen)) {
    const run = await replayed(written);
    const changed = run.results.filter(
      result =>
        !isSame(
          result,
          written.results.find(({ name }) => name === result.name),
        ),
    );
    if (chosen.length === 0 && (run.results.length !== written.results.length || changed.length > 0))
      throw new Error(`${file}: the results of ${changed.map(({ name }) => name).join(', ') || 'some units'} differ.`);
    await writeRun(`${folder}/${file}`, run);
    all.push({ file, run });
    process.stdout.write(
      `${file}: ${run.entries.length} entries, ${run.results.length} results, ${changed.length || 'none'} of them changed\n`,
    );
  }
  if (chosen.length > 0) writeIndex();
  else await writeLists(all);
}

/** Runs a recorded run again over its journal. @throws Error where it asks what was not recorded */
async function replayed(written: Run): Promise<Run> {
  const { panel, experiment } = await loadExperiment(written.experiment, findPanel);
  const { entries } = written;
  const calls = entries.filter(entry => entry.kind === 'call');
  const measurements = entries.filter(entry => entry.kind === 'measurement');
  const journal = createJournal(entries);
  const { results, status, failure } = await runExperiment({
    panel,
    experiment,
    openEngine: () => Promise.resolve(createRecordedEngine(calls, [], measurements)),
    journal,
    signal: new AbortController().signal,
    onEvent(event) {
      if (event.type === 'call-started') throw new Error(`${event.path.join(' / ')} was not recorded.`);
    },
  });
  if (status !== 'finished') throw failure ?? new Error(`The run is ${status}.`);
  if (journal.size !== entries.length) throw new Error('The journal differs.');
  return { ...written, experiment, results, entries: journal.entries() };
}

const isSame = (a: UnitResult, b: UnitResult | undefined): boolean =>
  canonical(a as unknown as Json) === canonical((b ?? null) as unknown as Json);
