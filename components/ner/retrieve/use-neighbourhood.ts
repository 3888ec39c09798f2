'use client';

import { useCallback, useMemo } from 'react';
import { resultsOf } from '@/components/trace/live-run';
import type { UnitTrace } from '@/components/trace/unit-trace';
import type { RunView } from '@/components/workbench/state';
import type { Experiment } from '@/lib/experiment/panel';
import type { Sentence } from '@/lib/panels/ner/corpus';
import type { NerInput } from '@/lib/panels/ner/phases';
import { unlabelledSteps } from '@/lib/panels/ner/report/neighbours';
import { resultsOf as resultsOfKind } from '@/lib/panels/ner/result';
import type { NerSettings } from '@/lib/panels/ner/settings';
import { type Similarity, similaritySteps } from '@/lib/panels/ner/similarity-source';
import type { StageProps } from '../loop/use-loop';
import { type Computed, useSteps } from '../loop/use-steps';

/** What retrieval compares: the unlabelled sentences of a run, and how similar two sentences are. */
export interface Neighbourhood {
  sentences: ReadonlyMap<string, Sentence>;
  similarity: Similarity;
}

/** A test sentence, whether it was answered or not. */
export interface TestUnit {
  trace: UnitTrace;
  input: Extract<NerInput, { kind: 'test' }>;
}

/** The test sentences in their order; none before the unlabelled ones are annotated. */
export function useTests({ run, loop }: StageProps): TestUnit[] {
  return useMemo(
    () =>
      [...run.live.units.values()].flatMap(trace => {
        const input = trace.unit.input as NerInput;
        return input.kind === 'test' ? [{ trace, input }] : [];
      }),
    // The run changes with every event, the loop when a unit has ended.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [loop, run.live.total],
  );
}

/** Sentences that are read at once. */
const readAtOnce = 500;

/** What was read of an experiment, so that the miniature and the stage read it once; `units` is how many vectors it was read with. */
const known = new WeakMap<Experiment<NerSettings>, { vectors: number; value: Neighbourhood }>();

/** The neighbourhood of the test sentences; call it when there are some. */
export function useNeighbourhood(run: RunView<NerSettings>): Computed<Neighbourhood> {
  const { experiment, live } = run;
  const { total } = live;
  const make = useCallback(
    function* () {
      const results = resultsOf(live);
      const vectors = resultsOfKind(results, 'vectors').length;
      const before = known.get(experiment);
      if (before?.vectors === vectors) return before.value;
      const sentences = yield* unlabelledSteps(live.units.values());
      const similarity = yield* similaritySteps(experiment.settings, [...sentences.values()], results);
      const value = { sentences, similarity };
      known.set(experiment, { vectors, value });
      return value;
    },
    // What is compared is complete when the tests are listed, and no later event changes it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [experiment, total],
  );
  return useSteps(make, experiment.settings.unlabelled <= readAtOnce);
}
