import path from 'node:path';
import { createNodeEmbeddedEngine } from '@/lib/engines/embedded-node';
import type { JournalEntry } from '@/lib/experiment/entry';
import { createJournal } from '@/lib/experiment/journal';
import type { Experiment, Panel } from '@/lib/experiment/panel';
import { runExperiment, type RunOutcome } from '@/lib/experiment/runner';
import { root } from '../tool';

export interface Ended extends Pick<RunOutcome, 'results' | 'status'> {
  entries: readonly JournalEntry[];
  /** What the engine says of itself. */
  environment: Record<string, string>;
}

/** A whole run on the embedded model that the experiment names. Throws what kept the engine from going on. */
export async function runEmbedded(panel: Panel, experiment: Experiment): Promise<Ended> {
  const { model } = experiment.model;
  const engine = createNodeEmbeddedEngine({ model, folderUrl: path.join(root, 'public', 'models', model) });
  const journal = createJournal();
  const { signal } = new AbortController();
  const outcome = await runExperiment({
    ...{ panel, experiment, journal, signal },
    openEngine: async () => engine,
    onEvent: () => undefined,
  });
  const environment = { ...engine.environment };
  await engine.dispose();
  if (outcome.status !== 'finished') throw outcome.failure ?? new Error(`${outcome.unanswered} calls got no answer.`);
  return { ...outcome, entries: journal.entries(), environment };
}
