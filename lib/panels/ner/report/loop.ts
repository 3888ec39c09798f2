import type { Experiment, UnitResult } from '@/lib/experiment/panel';
import { annotatedOf, type AnnotatedSentence, iterationOf } from '../annotations';
import { type Condition, conditionsOf } from '../conditions';
import type { IterationState } from '../iterate';
import { labelsIn } from '../labels';
import type { Registry } from '../registry';
import { type Named, resultsOf, type TestResult } from '../result';
import type { Selection } from '../selection/contract';
import type { NerSettings } from '../settings';
import { labelsOfResults } from './comparison';

/** A run of the loop as far as it is, ready to be drawn. Everything in it follows from the settings and the results. */
export interface Loop {
  labels: readonly string[];
  /** Every annotation, in the order of the units: a sentence that was annotated in several rounds occurs in each. */
  annotated: readonly AnnotatedSentence[];
  /** The latest annotation of each sentence, by its id, in the order of the first round. */
  latest: ReadonlyMap<string, AnnotatedSentence>;
  /** What each chosen selection keeps, in the order of the registry. */
  pools: readonly { selection: Selection; state: IterationState }[];
  conditions: readonly Condition[];
  tests: readonly Named<TestResult>[];
}

export function loopOf(
  { settings }: Pick<Experiment<NerSettings>, 'settings'>,
  results: readonly UnitResult[],
  registry: Registry,
): Loop {
  const annotated = annotatedOf(results, settings, registry);
  const latest = new Map(annotated.map(one => [one.result.sentence.id, one]));
  const ids = [...latest.keys()];
  return {
    labels: labelsOfResults(results, labelsIn(settings.labels)),
    annotated,
    latest,
    pools: registry.selections
      .filter(({ id }) => settings.selections.includes(id))
      .map(selection => ({ selection, state: iterationOf(annotated, ids, selection, settings) })),
    conditions: conditionsOf(settings, registry),
    tests: resultsOf(results, 'test'),
  };
}
