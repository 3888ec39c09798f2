import { recordedRun } from '@/components/trace/live-run';
import { Failure } from '@/lib/core/failure';
import { fillJournal } from '@/lib/experiment/journal';
import type { Experiment, Panel, Settings } from '@/lib/experiment/panel';
import { type ListedPhase, listUnits } from '@/lib/experiment/phases';
import type { Run } from '@/lib/experiment/run';
import { type PanelLookup, parseExperiment } from '@/lib/experiment/spec';
import { fetchReadyMade, fetchRun } from './ready-made/fetch';
import type { RunView } from './state';

/** A run that is not in progress, as the page of its panel shows it. @throws Failure where it belongs to another panel */
export async function recordedView<S extends Settings>(
  panel: Panel<S>,
  run: Run,
  rest: Pick<RunView<S>, 'id' | 'sentence' | 'status'>,
): Promise<RunView<S>> {
  const experiment = parseExperiment(run.experiment, panel);
  const { title, createdAt, environment, entries, results, unanswered } = run;
  const units = (await recordedPhases(panel, experiment, run)).flatMap(phase => phase.units);
  return {
    ...rest,
    ...{ title, createdAt, experiment, environment, failure: null, plan: null, elapsed: 0 },
    live: recordedRun(units, await fillJournal(entries), results, unanswered),
    replayedUnits: results.length,
  };
}

/** The units of a recorded run; from its results where its data is not here. @throws what `listUnits` throws */
async function recordedPhases<S extends Settings>(
  panel: Panel<S>,
  experiment: Experiment<S>,
  { results }: Pick<Run, 'results'>,
): Promise<Pick<ListedPhase, 'units'>[]> {
  try {
    return await listUnits(panel, experiment, results);
  } catch (error) {
    const units = await panel.recordedUnits?.(results, experiment);
    if (!units) throw error;
    return [{ units: units.map(unit => ({ ...unit, phase: panel.phases[0].name })) }];
  }
}

/** A ready-made experiment of a panel. */
interface ReadyMadeView<S extends Settings> {
  file: string;
  /** Null where the file is a run. */
  experiment: Experiment<S> | null;
  /** Null where the file is an experiment without a run. */
  view: RunView<S> | null;
  /** Results of the run that could not be read. */
  unread: number;
}

/**
 * The ready-made experiment of a panel with this file name, or the first for null; null where the site has none for this panel.
 *
 * @throws Failure `ready-made-unknown`, and what fetching and reading the file throw
 */
export async function readyMadeView<S extends Settings>(
  panel: Panel<S>,
  name: string | null,
  signal: AbortSignal,
  findPanel: PanelLookup,
): Promise<ReadyMadeView<S> | null> {
  const listed = (await fetchReadyMade(signal)).filter(item => item.panel === panel.id);
  const found = name === null ? listed[0] : listed.find(({ file }) => file === name);
  if (!found && name !== null) throw new Failure('ready-made-unknown', name.slice(0, 100));
  if (!found) return null;
  const { file, sentence } = found;
  const loaded = await fetchRun(file, signal, findPanel);
  if (loaded.kind === 'experiment')
    return { file, experiment: parseExperiment(loaded.experiment, panel), view: null, unread: 0 };
  const view = await recordedView(panel, loaded.run, { id: null, sentence, status: 'recorded' });
  return { file, experiment: null, view, unread: loaded.unread ?? 0 };
}
