import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Failure } from '@/lib/core/failure';
import { tryParseJson } from '@/lib/core/json';
import type { JournalEntry } from '@/lib/experiment/entry';
import { importFile } from '@/lib/experiment/import';
import { largestFile } from '@/lib/experiment/limits';
import { readLink } from '@/lib/experiment/link';
import type { Experiment, Panel } from '@/lib/experiment/panel';
import { loadExperiment, type PanelLookup } from '@/lib/experiment/spec';
import { UsageError } from './arguments';

export interface Source {
  panel: Panel;
  experiment: Experiment;
  /** For a person. */
  title: string;
  /** Of a run file; empty for anything else. */
  entries: JournalEntry[];
  /** What was kept of a file that was cut off. */
  torn?: string;
}

/**
 * The experiment behind a link, the fragment of one, or a file: an experiment, a run, or a summary, which names its experiment.
 *
 * @throws UsageError where there is no such file, Failure where a link or file is not as it should be
 */
export async function readSource(text: string, panels: PanelLookup): Promise<Source> {
  const file = await findFile(text);
  if (file === null) return bare(readLink(fragmentOf(text)), panels);
  const summed = await experimentOfSummary(file);
  if (summed !== undefined) return bare(summed, panels);
  const imported = await importFile(file, panels);
  if (imported.kind === 'experiment') return bare(imported.experiment, panels);
  const { experiment, title, entries } = imported.run;
  const panel = await panels(experiment.panel);
  if (!panel) throw new Failure('panel-unknown', experiment.panel);
  return { panel, experiment, title, entries, ...(imported.torn !== undefined && { torn: imported.torn }) };
}

async function bare(value: unknown, panels: PanelLookup): Promise<Source> {
  const { panel, experiment } = await loadExperiment(value, panels);
  return { panel, experiment, title: panel.title, entries: [] };
}

function fragmentOf(text: string): string {
  const at = text.indexOf('#');
  if (at < 0 && !/^\d[\w-]+$/.test(text))
    throw new UsageError(`There is no file ${JSON.stringify(text.slice(0, 200))}.`);
  return text.slice(at + 1);
}

/** Not yet read as an experiment; undefined for a file of another kind. */
async function experimentOfSummary(file: Blob): Promise<unknown> {
  if (file.size > largestFile) return undefined;
  const value = tryParseJson(await file.text());
  if (typeof value !== 'object' || value === null || 'loupe' in value || !('experiment' in value)) return undefined;
  return value.experiment;
}

/** Null where no file has this name. */
async function findFile(name: string): Promise<Blob | null> {
  const found = await stat(name).catch(() => null);
  if (!found) return null;
  if (!found.isFile()) throw new UsageError(`${name} is not a file.`);
  return openAsBlob(name);
}
