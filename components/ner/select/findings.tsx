'use client';

import { useCallback } from 'react';
import { percent } from '@/components/charts/series';
import { Provenance } from '@/components/ui/provenance';
import { Table } from '@/components/ui/table';
import { source } from '@/components/workbench/source';
import { isBusy } from '@/components/workbench/state';
import { type Kept, scoreKept } from '@/lib/panels/ner/report/kept';
import { selectionsSteps } from '@/lib/panels/ner/report/selections';
import { type Recorded, recordedRun, recordedVote } from '@/lib/panels/ner/selection/recorded';
import type { StageProps } from '../loop/use-loop';
import { useSteps } from '../loop/use-steps';
import { thresholdOf } from './threshold-of';
import { findingsOf, thresholdText } from './words';

interface Row {
  id: string;
  title: string;
  threshold: number | null;
  kept: Kept;
  recorded: Recorded | undefined;
}

const shareText = (share: number | null): string => (share === null ? 'none' : percent(share));

/** What each selection kept in this run, beside what it kept in the run that the authors recorded. */
export function Findings({ run, loop }: StageProps) {
  const { settings } = run.experiment;
  const { value: report } = useSteps(useCallback(() => selectionsSteps(loop), [loop]));
  if (!report) return null;
  const { voted, selections } = report;
  const rows: Row[] = [
    { id: 'vote', title: 'The vote alone', threshold: null, kept: voted, recorded: recordedVote },
    ...selections.map(({ selection, kept }) => ({
      id: selection.id,
      title: selection.title,
      threshold: thresholdOf(selection, settings),
      kept,
      recorded: selection.recorded,
    })),
  ];
  const { gold } = voted.judged;
  const findings = isBusy(run) ? [] : findingsOf(report, recordedVote);
  return (
    <section className="space-y-3">
      <div>
        <h3 className="text-lg font-semibold">What the selections kept, here and in the recorded run</h3>
        <Provenance kind="measured" n={voted.judged.sentences}>
          {source(run)} · annotated sentences with gold
        </Provenance>
        <Provenance kind="computed">
          from the run that the authors of arXiv 2311.08921 recorded: {recordedRun.corpus}, {recordedRun.model},{' '}
          {recordedRun.sentences} sentences, {recordedRun.answers} answers each
        </Provenance>
      </div>
      <Table
        caption="What the selections kept, here and in the recorded run"
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            id: 'title',
            title: 'Selection',
            cell: ({ title, threshold }) => (threshold === null ? title : `${title} ${thresholdText(threshold)}`),
          },
          {
            id: 'sentences',
            title: 'Sentences',
            numeric: true,
            cell: ({ kept }) => `${kept.sentences.toLocaleString('en')} of ${voted.sentences.toLocaleString('en')}`,
          },
          { id: 'entities', title: 'Entities', numeric: true, cell: ({ kept }) => kept.entities.toLocaleString('en') },
          {
            id: 'precision',
            title: 'Precision',
            numeric: true,
            cell: ({ kept }) => shareText(scoreKept(kept, gold).precision),
          },
          {
            id: 'recall',
            title: 'Recall in what stays',
            numeric: true,
            cell: ({ kept }) => shareText(scoreKept(kept, gold).recall),
          },
          {
            id: 'overall',
            title: 'Recall in all',
            numeric: true,
            cell: ({ kept }) => shareText(scoreKept(kept, gold).overallRecall),
          },
          {
            id: 'there',
            title: 'Recorded: sentences',
            numeric: true,
            cell: ({ recorded }) =>
              recorded
                ? `${recorded.sentences} of ${recordedRun.sentences}${recorded.threshold === null ? '' : ` (at ${recorded.threshold})`}`
                : 'none',
          },
          {
            id: 'precision there',
            title: 'Recorded: precision',
            numeric: true,
            cell: ({ recorded }) => shareText(recorded?.precision ?? null),
          },
          {
            id: 'recall there',
            title: 'Recorded: recall in what stays',
            numeric: true,
            cell: ({ recorded }) => shareText(recorded?.recall ?? null),
          },
        ]}
      />
      {findings.length > 0 && (
        <ul className="max-w-[60rem] list-disc space-y-1 pl-5">
          {findings.map(finding => (
            <li key={finding}>{finding}</li>
          ))}
        </ul>
      )}
      <p className="max-w-[60rem] text-sm text-muted">
        The scripts of the paper try thresholds of 3, 4 and 5 of 5 votes, and its pools for inference use 4. A sample
        threshold leaves the harder sentences out, so that recall in what stays is no fair comparison between rows.
        Corpus, model and annotation differ between the two runs: only the direction can be compared.
      </p>
    </section>
  );
}
