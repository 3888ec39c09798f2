'use client';

import { useCallback, useState } from 'react';
import { percent } from '@/components/charts/series';
import { Provenance } from '@/components/ui/provenance';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { Table } from '@/components/ui/table';
import { source } from '@/components/workbench/source';
import { counted } from '@/lib/core/in-words';
import {
  type Calibration,
  type CalibrationRow,
  calibrationSteps,
  type JudgedPairs,
} from '@/lib/panels/ner/report/calibration';
import type { StageProps } from '../loop/use-loop';
import { useSteps } from '../loop/use-steps';
import { Reliability } from './reliability';
import { calibrationWords } from './words';

const three = (value: number | null): string => value?.toFixed(3) ?? 'none';

/** How far votes can be trusted, as the gold of the annotated sentences tells. */
export function CalibrationView({ run, loop }: StageProps) {
  const { seed, settings } = run.experiment;
  const { answers } = settings;
  const [pairs, choose] = useState<JudgedPairs>('voted');
  const { value: report } = useSteps(
    useCallback(
      () => calibrationSteps([...loop.latest.values()], pairs, answers, loop.labels, seed),
      [loop, pairs, answers, seed],
    ),
  );
  if (!report) return null;
  const { votes, recalibrated, byLabel, judged, unjudged } = report;
  const rows: (CalibrationRow & { label: string })[] = [{ label: 'all labels', votes, recalibrated }, ...byLabel];
  const numbers = (of: (row: CalibrationRow) => Calibration | null, id: string, when: string) => [
    { id: `${id} ece`, title: `ECE${when}`, numeric: true, cell: (row: CalibrationRow) => three(of(row)?.ece ?? null) },
    {
      id: `${id} brier`,
      title: `Brier${when}`,
      numeric: true,
      cell: (row: CalibrationRow) => three(of(row)?.brier ?? null),
    },
    {
      id: `${id} auroc`,
      title: `AUROC${when}`,
      numeric: true,
      cell: (row: CalibrationRow) => three(of(row)?.auroc ?? null),
    },
  ];
  const leftOut = unjudged === 0 ? '' : ` ${counted(unjudged, 'sentence')} without gold left out.`;
  return (
    <section className="space-y-4">
      <div className="space-y-1">
        <h3 className="text-lg font-semibold">How far votes can be trusted</h3>
        <p className="max-w-[60rem]">
          Votes are no probabilities: answers of one model share its mistakes. {calibrationWords(votes, answers)}
        </p>
      </div>
      <SegmentedControl
        label="Entities that are judged"
        size="small"
        value={pairs}
        onChange={value => choose(value === 'tally' ? 'tally' : 'voted')}
        segments={[
          { value: 'voted', label: 'What won the vote' },
          { value: 'tally', label: 'Every pair that got a vote' },
        ]}
      />
      {votes.n === 0 ? (
        <p className="text-muted">
          {judged === 0 ? 'No annotated sentence has gold' : 'No sentence with gold has an entity'}, so there is nothing
          to judge votes by.{leftOut}
        </p>
      ) : (
        <div className="grid items-start gap-x-10 gap-y-8 lg:grid-cols-2">
          <Reliability votes={votes} recalibrated={recalibrated} answers={answers} source={source(run)} />
          <div className="min-w-0 space-y-2">
            <div>
              <h4 className="font-semibold">By label</h4>
              <Provenance kind="measured" n={votes.n}>
                {source(run)} · entities of {counted(judged, 'sentence')}.{leftOut}
              </Provenance>
            </div>
            <Table
              caption="Calibration of votes by label"
              rows={rows}
              rowKey={({ label }) => label}
              columns={[
                { id: 'label', title: 'Label', cell: ({ label }) => label },
                { id: 'n', title: 'n', numeric: true, cell: row => row.votes.n.toLocaleString('en') },
                {
                  id: 'right',
                  title: 'Right',
                  numeric: true,
                  cell: row => (row.votes.n === 0 ? 'none' : percent(row.votes.right / row.votes.n)),
                },
                ...numbers(row => row.votes, 'votes', ''),
                ...numbers(row => row.recalibrated, 'recalibrated', ' after'),
              ]}
            />
            <p className="text-caption text-muted">
              ECE: mean distance between share of votes and share right, weighted by n; it depends on the groups, which
              here are equal shares. Brier: mean squared distance between share of votes and outcome. Both are best at
              0. AUROC: how often a right entity has more votes than a wrong one, equal ones counted half; 0.5 is
              chance, and it needs both kinds.{' '}
              {recalibrated
                ? 'After: recalibrated by isotonic regression on the other half of the sentences, so that no sentence is judged by a fit that saw it. One fit serves all labels.'
                : 'There are too few sentences to recalibrate on one half and judge on the other.'}
            </p>
          </div>
        </div>
      )}
    </section>
  );
}
