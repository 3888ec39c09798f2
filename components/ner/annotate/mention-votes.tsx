'use client';

import type { UnitTrace } from '@/components/trace/unit-trace';
import { useActions } from '@/components/workbench/context';
import type { AnnotationRow } from '@/lib/panels/ner/report/annotation-rows';
import { type Ballot, voteOn } from '@/lib/panels/ner/report/votes';
import { answerCalls, answerOf } from '../answers';

/** What each answer says of a mention; each opens its prompt. */
export function MentionVotes({
  trace,
  row,
  mention,
  asked,
}: {
  trace: UnitTrace;
  row: AnnotationRow;
  mention: string;
  asked: number;
}) {
  const { select } = useActions();
  const calls = answerCalls(trace, asked);
  const vote = voteOn(
    mention,
    calls.map(one => answerOf(one?.call)),
    row.reading?.voted ?? [],
    asked,
  );
  return (
    <div className="space-y-2">
      <p className="font-semibold wrap-anywhere">{mention}</p>
      <p>
        {vote.won === null ? 'Lost' : `${vote.won} won`}: {vote.named} of {asked} answers name it, and {vote.needed}{' '}
        decide.
        {vote.labels.length > 1 && ` ${vote.labels.map(({ label, votes }) => `${label} ${votes}`).join(', ')}.`}
      </p>
      <ul className="space-y-1">
        {vote.ballots.map((ballot, at) => {
          const key = calls[at]?.key;
          return (
            <li key={ballot.answer} className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span>
                Answer {ballot.answer}: {said(ballot)}
              </span>
              {key !== undefined && (
                <button
                  type="button"
                  data-step={key}
                  aria-label={`Prompt of answer ${ballot.answer}`}
                  className="underline decoration-line-strong underline-offset-4 hover:decoration-ink"
                  onClick={() => select(key)}
                >
                  Prompt
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function said({ label, unreadable }: Ballot): string {
  if (unreadable !== null) return 'cannot be read';
  if (label === undefined) return 'not there';
  return label ?? 'does not name it';
}
