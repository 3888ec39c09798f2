'use client';

import { memo, useMemo } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { isLost, type SortedRow } from '@/lib/panels/ner/report/row-filters';
import { excerptOf } from '@/lib/panels/ner/text/excerpt';
import { EntityText } from '../entities/entity-text';
import { AgreementMark } from './agreement-mark';

/** Code points of a sentence in the list; the sentence view shows the rest. */
const longest = 600;

/** A sentence of the list: how far its answers agree, and what they name. A label opens the vote on its mention. */
export const SentenceRow = memo(function SentenceRow({
  row,
  asked,
  labels,
  onVotes,
  openVote,
  onSentence,
}: {
  row: SortedRow;
  asked: number;
  labels: readonly string[];
  onVotes: (row: SortedRow, mention: string, label: HTMLElement) => void;
  /** The mention whose vote is open; null where none of this sentence is. */
  openVote: string | null;
  /** Opens the sentence. */
  onSentence: (unit: string) => void;
}) {
  const { unit, round, sentence, reading, later, state, traits } = row;
  const { text, spans, left, leftSpans } = useMemo(() => {
    const shown = (reading?.spans ?? []).map(span => {
      const isFaint = reading !== null && isLost(reading, span.of.mention, span.label);
      const share = `${span.of.votes} of ${asked} votes`;
      return {
        ...span,
        note: `${span.of.votes}/${asked}`,
        spoken: isFaint && state === 'done' ? `${share}, lost` : share,
        isFaint,
      };
    });
    return excerptOf(sentence.text, shown, longest);
  }, [reading, sentence, asked, state]);
  return (
    <li className="flex flex-col gap-x-3 py-1.5 sm:flex-row sm:items-baseline">
      <div className="flex shrink-0 items-center gap-x-2 sm:w-36 sm:flex-col sm:items-start">
        <Button
          size="small"
          variant="ghost"
          className="-ml-2.5 font-mono"
          data-unit={unit}
          aria-label={`Open ${unit}`}
          disabled={state === 'waiting'}
          onClick={() => onSentence(unit)}
        >
          {row.id}
        </Button>
        <AgreementMark row={row} asked={asked} />
        {round > 1 && <Badge>round {round}</Badge>}
        {traits.includes('by-hand') && <Badge tone="accent">your annotation</Badge>}
      </div>
      <div className="min-w-0 flex-1">
        <EntityText
          text={text}
          labels={labels}
          spans={spans}
          onOpen={(span, label) => onVotes(row, span.of.mention, label)}
          isOpen={span => span.of.mention === openVote}
        />
        {left > 0 && (
          <p className="text-caption text-muted">
            {left.toLocaleString('en')} more characters
            {leftSpans > 0 && ` with ${leftSpans.toLocaleString('en')} more mentions`}: open the sentence.
          </p>
        )}
        {reading && reading.absent.length > 0 && (
          <p className="text-caption text-muted">
            Not in the sentence:{' '}
            {reading.absent.map(({ mention, label, votes }) => `${mention} (${label}, ${votes}/${asked})`).join(', ')}
          </p>
        )}
        {reading && reading.unreadable > 0 && (
          <p className="text-caption text-muted">
            {reading.unreadable} of {asked} answers cannot be read.
          </p>
        )}
        {reading && reading.cut > 0 && (
          <p className="text-caption text-muted">
            {reading.cut} of {asked} answers were cut short at the limit of their tokens.
          </p>
        )}
        {later !== null && <p className="text-caption text-muted">It is being annotated again, in round {later}.</p>}
      </div>
    </li>
  );
});
