import { readFileSync } from 'node:fs';
import { type CallEntry, type JournalEntry, pathKey } from '@/lib/experiment/entry';
import type { Experiment, Unit, UnitResult } from '@/lib/experiment/panel';
import { parseExperiment } from '@/lib/experiment/spec';
import { divideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';
import type { DivideAndConquerSettings } from '@/lib/panels/divide-and-conquer/settings';
import { unitsOfResults } from '@/lib/panels/divide-and-conquer/units';

/** A recorded run of the panel, in the form of its current version. */
export interface Recorded {
  experiment: Experiment<DivideAndConquerSettings>;
  units: Unit[];
  results: UnitResult[];
  entries: JournalEntry[];
  /** Calls by their path. */
  calls: ReadonlyMap<string, CallEntry>;
}

/** Reads a run file of any version, as importing does. */
export function readRecorded(file: string): Recorded {
  const written = JSON.parse(readFileSync(file, 'utf8')) as {
    experiment: { panelVersion?: number };
    results: UnitResult[];
    entries: JournalEntry[];
  };
  const panel = divideAndConquerPanel;
  const from = written.experiment.panelVersion ?? 1;
  const entries = written.entries.map(entry =>
    from < panel.version ? (panel.migrateEntry?.(entry, from) ?? entry) : entry,
  );
  return {
    experiment: parseExperiment(written.experiment, panel),
    units: unitsOfResults(written.results),
    results: written.results,
    entries,
    calls: new Map(entries.flatMap(entry => (entry.kind === 'call' ? [[pathKey(entry.path), entry]] : []))),
  };
}
