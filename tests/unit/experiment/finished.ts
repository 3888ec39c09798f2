import { createJournal } from '@/lib/experiment/journal';
import type { Run } from '@/lib/experiment/run';
import { runExperiment } from '@/lib/experiment/runner';
import { scriptedEngine } from '../../support/scripted-engine';
import { solveSum, sumExperiment, sums } from './sums';

/** A finished run of the sums panel. */
export async function finishedRun(): Promise<Run> {
  const journal = createJournal();
  const experiment = sumExperiment();
  const { results } = await runExperiment({
    panel: sums,
    experiment,
    openEngine: async () => scriptedEngine({ answer: solveSum }),
    journal,
    signal: new AbortController().signal,
    onEvent: () => {},
  });
  const environment = { library: '0.1.0' };
  const entries = journal.entries();
  return { title: 'Three sums', createdAt: 1.7e12, experiment, environment, status: 'finished', results, entries };
}
