'use client';

import { useMemo, useState } from 'react';
import { Progress } from '@/components/ui/progress';
import { Provenance } from '@/components/ui/provenance';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { Tabs } from '@/components/ui/tabs';
import { Term } from '@/components/ui/term';
import { modelsOf, type Snapshot } from '@/components/workbench/evaluation/columns';
import { CostFigures } from '@/components/workbench/evaluation/cost-figures';
import { Errors } from '@/components/workbench/evaluation/errors';
import { headline } from '@/components/workbench/evaluation/headline';
import { MainTable } from '@/components/workbench/evaluation/main-table';
import { PairedSection } from '@/components/workbench/evaluation/paired-section';
import { PerSolved } from '@/components/workbench/evaluation/per-solved';
import { ScoreFigure } from '@/components/workbench/evaluation/score-figure';
import { TimeFigure } from '@/components/workbench/evaluation/time-figure';
import { useSnapshot } from '@/components/workbench/evaluation/use-snapshot';
import { Part } from '@/components/workbench/part';
import { source } from '@/components/workbench/source';
import { isBusy, type RunView } from '@/components/workbench/state';
import { counted } from '@/lib/core/in-words';
import { errorKindsOf } from '@/lib/panels/divide-and-conquer/evaluation/error-kinds';
import type { DivideAndConquerSettings } from '@/lib/panels/divide-and-conquer/settings';
import { ContextFigure } from './context-figure';
import { ProblemTable } from './problem-table';
import { measuring, type StrategyColumn } from './snapshot';

const allModels = 'all';
const errorKinds = errorKindsOf();

/** A run of many problems, measured. */
export function EvaluationView({ run }: { run: RunView<DivideAndConquerSettings> }) {
  const { snapshot, reading, isResampling } = useSnapshot(run, measuring);
  if (!snapshot) return <Progress label="Reading the problems" value={reading.done} total={reading.total} />;
  return <Evaluation run={run} snapshot={snapshot} isResampling={isResampling} />;
}

interface EvaluationProps {
  run: RunView<DivideAndConquerSettings>;
  snapshot: Snapshot<StrategyColumn>;
  /** Whether intervals are still being computed. */
  isResampling: boolean;
}

/** The result in one sentence, the table behind it, charts, errors, pairs, and every problem. */
function Evaluation({ run, snapshot, isResampling }: EvaluationProps) {
  const { live, experiment } = run;
  const models = useMemo(() => modelsOf(experiment), [experiment]);
  const [chosen, choose] = useState(allModels);
  const model = models.some(({ key }) => key === chosen) ? chosen : allModels;
  const columns = useMemo(
    () => snapshot.columns.filter(({ column }) => model === allModels || column.model === model),
    [snapshot, model],
  );
  const isComplete = !isBusy(run) && live.done === live.total;
  const sentence = useMemo(
    () => headline(columns, snapshot.metric, isComplete),
    [columns, snapshot.metric, isComplete],
  );
  const contextOf = (id: string) => columns.find(({ column }) => column.id === id)?.all.context.measured ?? null;
  const hasResults = columns.some(({ trials }) => trials.length > 0);
  const measured = source(run);
  const problems = live.total / (models.length * snapshot.repeats);
  const parts = [
    counted(problems, 'problem'),
    ...(snapshot.repeats > 1 ? [counted(snapshot.repeats, 'repeat')] : []),
    ...(models.length > 1 ? [counted(models.length, 'model')] : []),
  ];
  return (
    <div className="space-y-10">
      <header className="space-y-4">
        <h2 className="text-3xl font-semibold tracking-tight">{parts.join(' × ')}</h2>
        {hasResults && <p className="max-w-measure text-xl leading-snug stage:max-w-none">{sentence}</p>}
        {models.length > 1 && (
          <SegmentedControl
            label="Models shown"
            value={model}
            onChange={choose}
            className="flex-wrap"
            segments={[
              { value: allModels, label: 'All models' },
              ...models.map(({ key, title }) => ({ value: key, label: title })),
            ]}
          />
        )}
      </header>
      {hasResults && (
        <>
          <section className="space-y-2">
            <h3 className="text-lg font-semibold">Results and cost</h3>
            <Provenance kind="measured">{measured}</Provenance>
            <Part name="The table of results">
              <MainTable
                columns={columns}
                metric={snapshot.metric}
                repeats={snapshot.repeats}
                isResampling={isResampling}
                more={[{ id: 'context', title: <Term word="decoding context">Decoding context</Term>, of: contextOf }]}
              />
            </Part>
          </section>
          <Tabs
            label="Charts"
            tabs={[
              {
                value: 'score',
                label: `Score by ${snapshot.unit}`,
                content: (
                  <Part name="The chart of scores">
                    <ScoreFigure snapshot={snapshot} columns={columns} source={measured} />
                  </Part>
                ),
              },
              {
                value: 'cost',
                label: 'Calls and tokens',
                content: (
                  <Part name="The chart of calls and tokens">
                    <CostFigures columns={columns} source={measured} />
                  </Part>
                ),
              },
              {
                value: 'context',
                label: 'Decoding context',
                content: (
                  <Part name="The chart of decoding contexts">
                    <ContextFigure columns={columns} source={measured} />
                  </Part>
                ),
              },
              {
                value: 'time',
                label: 'Time',
                content: (
                  <Part name="The chart of times">
                    <TimeFigure columns={columns} source={measured} />
                  </Part>
                ),
              },
              {
                value: 'solved',
                label: 'Cost per solved problem',
                content: (
                  <Part name="The cost per solved problem">
                    <PerSolved columns={columns} models={models} source={measured} />
                  </Part>
                ),
              },
            ]}
          />
          <Part name="The kinds of errors">
            <Errors columns={columns} words={errorKinds} />
          </Part>
          <Part name="The comparison in pairs">
            <PairedSection columns={columns} repeats={snapshot.repeats} isComplete={isComplete} />
          </Part>
        </>
      )}
      <Part name="The table of problems">
        <ProblemTable
          units={live.units}
          done={live.done}
          isBusy={isBusy(run)}
          experiment={experiment}
          columns={columns}
        />
      </Part>
    </div>
  );
}
