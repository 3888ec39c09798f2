import { readFile, stat } from 'node:fs/promises';
import { importFile, largestFile } from '@/lib/experiment/file';
import type { JournalEntry } from '@/lib/experiment/entry';
import { decodeLink } from '@/lib/experiment/link';
import type { Experiment } from '@/lib/experiment/panel';
import { Failure } from '@/lib/core/failure';
import { findPanel } from '@/lib/panels/index';
import { parseSummary } from '@/lib/panels/divide-and-conquer/summary';
import { UsageError } from './arguments';

export interface Source {
  experiment: Experiment;
  /** For a person. */
  title: string;
  /** Of a run file; empty for anything else. */
  entries: JournalEntry[];
}

/**
 * The experiment behind a link, the fragment of one, or a file.
 *
 * @throws UsageError where there is no such file, Failure where a link or file is not as it should be
 */
export async function readSource(text: string): Promise<Source> {
  const file = await findFile(text);
  if (file === null) {
    const at = text.indexOf('#');
    const isFragment = /^\d[\w-]+$/.test(text);
    if (at < 0 && !isFragment) throw new UsageError(`There is no file ${JSON.stringify(text.slice(0, 200))}.`);
    const experiment = decodeLink(text.slice(at + 1), findPanel);
    return { experiment, title: titleOf(experiment), entries: [] };
  }
  const summed = experimentOfSummary(file);
  if (summed) return { experiment: summed, title: titleOf(summed), entries: [] };
  const imported = importFile(file, findPanel);
  if (imported.kind === 'experiment') {
    return { experiment: imported.experiment, title: titleOf(imported.experiment), entries: [] };
  }
  const { experiment, title, entries } = imported.run;
  return { experiment, title, entries };
}

/** A file of counts names its experiment as well as a run does. Null for a file of another kind. */
function experimentOfSummary(file: string): Experiment | null {
  try {
    return parseSummary(file).experiment as unknown as Experiment;
  } catch {
    return null;
  }
}

const titleOf = ({ panel }: Experiment): string => findPanel(panel)?.title ?? panel;

/** Null where no file has this name. */
async function findFile(name: string): Promise<string | null> {
  let size: number;
  try {
    const found = await stat(name);
    if (!found.isFile()) throw new UsageError(`${name} is not a file.`);
    size = found.size;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    return null;
  }
  if (size > largestFile * 4) throw new Failure('file-too-large');
  return readFile(name, 'utf8');
}
