'use client';

import { useMemo, useState } from 'react';
import { resultsOf as endedOf } from '@/components/trace/live-run';
import { Select } from '@/components/ui/select';
import { usePaced } from '@/components/workbench/evaluation/use-paced';
import { isBusy } from '@/components/workbench/state';
import { refKey } from '@/lib/engines/contract';
import { nameOf } from '@/lib/engines/models';
import { needlesOf } from '@/lib/panels/kv-cache/report/needles';
import { fullOf, sweepOf } from '@/lib/panels/kv-cache/report/sweep';
import { resultsOf } from '@/lib/panels/kv-cache/result';
import type { KvRun } from '../view-state';
import { ControlLine } from './control-line';
import { NeedleFigure } from './needle-figure';
import { ParetoFigure } from './pareto-figure';
import { SweepTable } from './sweep-table';

/** All policies at all budgets over all texts of the run, on one model. */
export function SweepView({ run }: { run: KvRun }) {
  const live = usePaced(run.live, isBusy(run));
  const { experiment } = run;
  const models = new Map([experiment.model, ...experiment.compare].map(ref => [refKey(ref), nameOf(ref)]));
  const [chosen, chooseModel] = useState('');
  const model = models.has(chosen) ? chosen : refKey(experiment.model);
  const results = useMemo(() => resultsOf(endedOf(live)).filter(result => result.model === model), [live, model]);
  const rows = useMemo(() => sweepOf(results, experiment.seed), [results, experiment.seed]);
  const full = useMemo(() => fullOf(results), [results]);
  const hidden = useMemo(() => needlesOf(results), [results]);
  return (
    <div data-tour="sweep" className="space-y-5">
      {models.size > 1 && (
        <Select
          label="Model"
          value={model}
          onChange={chooseModel}
          options={[...models].map(([value, label]) => ({ value, label }))}
        />
      )}
      {rows.length === 0 ? (
        <p className="text-muted">The sweep is drawn when the first text has been read.</p>
      ) : (
        <>
          <p className="max-w-measure">
            Every cache predicts the tokens that the full cache wrote, or those of the text, so that all are scored on
            the same tokens.
            {full.judged &&
              ` By itself, ${full.learned ? 'the model as trained' : 'the full cache'} is right on ${full.judged.right} of ${full.judged.of} texts.`}
          </p>
          <ParetoFigure rows={rows} texts={full.texts} />
          {hidden && <NeedleFigure report={hidden} budget={experiment.settings.budget} />}
          <div className="space-y-2">
            <ControlLine rows={rows} />
            <SweepTable
              rows={rows}
              budget={experiment.settings.budget}
              model={models.size > 1 ? models.get(model) : undefined}
            />
          </div>
        </>
      )}
    </div>
  );
}
