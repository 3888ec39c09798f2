'use client';

import { Table } from '@/components/ui/table';
import type { Reading } from '@/lib/panels/ner/report/annotation-rows';
import { isLost } from '@/lib/panels/ner/report/row-filters';
import type { Verdict } from '@/lib/panels/ner/report/verdicts';
import type { Vote } from '@/lib/panels/ner/voting/tally';
import { signs, wordsOf } from '../judged/marks';

/** Every mention with each label that an answer gave it. */
export function VotesTable({
  reading,
  verdicts,
  asked,
}: {
  reading: Reading;
  /** Of the pairs of the table; null where there is no gold. */
  verdicts: ((vote: Vote) => Verdict) | null;
  asked: number;
}) {
  return (
    <Table
      caption="Votes"
      columns={[
        { id: 'mention', title: 'Mention', cell: ({ mention }) => <bdi className="wrap-anywhere">{mention}</bdi> },
        { id: 'label', title: 'Label', cell: ({ label }) => label },
        { id: 'votes', title: 'Votes', numeric: true, cell: ({ votes }) => `${votes} of ${asked}` },
        {
          id: 'outcome',
          title: 'Outcome',
          cell: ({ mention, label }) => (isLost(reading, mention, label) ? 'lost' : 'won'),
        },
        ...(verdicts
          ? [
              {
                id: 'gold',
                title: 'Against gold',
                cell: (vote: Vote) => {
                  const verdict = verdicts(vote);
                  return `${signs[verdict.kind]} ${wordsOf(verdict, false)}`;
                },
              },
            ]
          : []),
      ]}
      rows={reading.tally}
      rowKey={({ mention, label }) => JSON.stringify([mention, label])}
      empty="No answer names an entity."
    />
  );
}
