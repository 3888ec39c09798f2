import type { Experiment, ListedUnit, UnitResult } from '@/lib/experiment/panel';
import { listUnits } from '@/lib/experiment/phases';
import type { Corpus, Sentence } from './corpus';
import { labelsIn } from './labels';
import { phasesOf } from './phases';
import type { Registry } from './registry';
import { labelsOfResults } from './report/comparison';
import { resultsOf, type SentenceResult } from './result';
import type { NerSettings } from './settings';

/**
 * The units of a run whose corpus is not here: results hold their sentences, and everything else follows from them as in the run. A
 * sentence of which no call was answered is not known.
 */
export async function recordedUnits(
  results: readonly UnitResult[],
  experiment: Experiment<NerSettings>,
  registry: Registry,
): Promise<ListedUnit[]> {
  const labels = labelsOfResults(results, labelsIn(experiment.settings.labels));
  const part = (name: string, sentences: Iterable<SentenceResult>): Corpus => ({
    name,
    labels,
    sentences: [...sentences].map((sentence): Sentence => sentence),
  });
  const annotated = resultsOf(results, 'annotation').map(({ value }) => value.sentence);
  const parts = {
    unlabelled: part('unlabelled', new Map(annotated.map(sentence => [sentence.id, sentence])).values()),
    test: part(
      'test',
      resultsOf(results, 'test').map(({ value }) => value.sentence),
    ),
  };
  const { corpus } = experiment.settings;
  const recorded = { id: corpus, title: corpus, about: '', load: async () => parts };
  const phases = phasesOf({ ...registry, corpora: [recorded] });
  const listed = await listUnits({ phases }, experiment, results.filter(isKnown));
  return listed.flatMap(({ name, units }) => units.map(unit => ({ ...unit, phase: name })));
}

/** Whether a result tells which unit it is of. */
const isKnown = ({ value }: UnitResult): boolean => value !== undefined;
