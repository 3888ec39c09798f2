'use client';

import { useMemo } from 'react';
import { Download } from 'lucide-react';
import { resultsOf as endedOf } from '@/components/trace/live-run';
import { Button } from '@/components/ui/button';
import { useActions } from '@/components/workbench/context';
import { usePaced } from '@/components/workbench/evaluation/use-paced';
import { saveBlob } from '@/components/workbench/save-blob';
import { isBusy } from '@/components/workbench/state';
import { registry } from '@/lib/panels/kv-cache/registry';
import { fullOf, sweepOf } from '@/lib/panels/kv-cache/report/sweep';
import { resultsOf } from '@/lib/panels/kv-cache/result';
import type { KvRun } from '../view-state';
import { ControlLine } from './control-line';
import { ParetoFigure } from './pareto-figure';
import { SweepTable } from './sweep-table';

/** All policies at all budgets over all texts of the run. */
export function SweepView({ run }: { run: KvRun }) {
  const live = usePaced(run.live, isBusy(run));
  const { experiment } = run;
  const results = useMemo(() => resultsOf(endedOf(live)), [live]);
  const rows = useMemo(() => sweepOf(results, experiment.seed), [results, experiment.seed]);
  const full = useMemo(() => fullOf(results), [results]);
  if (rows.length === 0) return <p className="text-muted">The sweep is drawn when the first text has been read.</p>;
  const { budget } = experiment.settings;
  return (
    <div data-tour="sweep" className="space-y-5">
      <p className="max-w-measure">
        Every cache predicts the tokens that the full cache wrote, or those of the text, so that all are scored on the
        same tokens.
        {full.judged && ` By itself, the full cache is right on ${full.judged.right} of ${full.judged.of} texts.`}
      </p>
      <ParetoFigure rows={rows} texts={full.texts} />
      <div className="space-y-2">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <ControlLine rows={rows} />
          <SaveCsv run={run} />
        </div>
        <SweepTable rows={rows} budget={budget} />
      </div>
    </div>
  );
}

/** The table as the command line prints it, for spreadsheets. */
function SaveCsv({ run: { experiment, live } }: { run: KvRun }) {
  const { notify } = useActions();
  const save = async () => {
    const [{ tableOf }, { default: csv }] = await Promise.all([
      import('@/lib/panels/kv-cache/table'),
      import('papaparse'),
    ]);
    const { columns, rows } = tableOf(experiment, endedOf(live), registry);
    saveBlob(new Blob([csv.unparse({ fields: columns, data: rows })], { type: 'text/csv' }), 'kv-cache.csv');
  };
  return (
    <Button size="small" icon={<Download aria-hidden />} onClick={() => void save().catch(notify)}>
      Save as CSV
    </Button>
  );
}
