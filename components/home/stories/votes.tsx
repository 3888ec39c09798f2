'use client';

import { useState } from 'react';
import { Check, X } from 'lucide-react';
import { classes } from '@/components/ui/classes';
import { useIsInteractive } from '@/components/ui/use-is-interactive';
import { counted } from '@/lib/core/in-words';
import type { StorySpan } from '@/lib/experiment/story';
import type { StoryKind, StoryOf } from './contract';

/** One text, whose answers come one after another; a piece is the stronger, the more of them name it. */
export const votes: StoryKind<StoryOf<'votes'>> = {
  beat: 700,
  last: ({ answers }) => answers,
  say: ({ answers }, at) => `${at} of ${counted(answers, 'answer')}`,
  Picture: VotesPicture,
  Verdict: ({ story }) => story.verdict,
};

function VotesPicture({ story: { text, spans, answers }, at }: { story: StoryOf<'votes'>; at: number }) {
  const [picked, setPicked] = useState<number | null>(null);
  const chosen = picked === null ? undefined : spans[picked];
  const isOver = at >= answers;
  return (
    <>
      <div className="flex min-h-72 flex-col gap-5">
        <p className="text-lg leading-[2.1]">
          {spans.map((span, index) => (
            <span key={span.start}>
              {text.slice(spans[index - 1]?.end ?? 0, span.start)}
              <Piece
                text={text.slice(span.start, span.end)}
                span={span}
                at={at}
                isOver={isOver}
                isPicked={picked === index}
                onPick={() => setPicked(picked === index ? null : index)}
              />
            </span>
          ))}
          {text.slice(spans.at(-1)?.end ?? 0)}
        </p>
        <ol className="text-sm">
          {Array.from({ length: answers }, (_, answer) => (
            <li key={answer} className={classes('transition-opacity', answer >= at && 'opacity-0')}>
              <span className="text-caption text-muted">Answer {answer + 1}</span>{' '}
              {spans
                .flatMap(({ votes: of, start, end }) => {
                  const label = of[answer];
                  return typeof label === 'string' ? [`${text.slice(start, end)}: ${label}`] : [];
                })
                .join(', ') || 'no name'}
            </li>
          ))}
        </ol>
      </div>
      <p aria-live="polite" className="mt-1 min-h-9 text-caption text-muted">
        {chosen
          ? `${text.slice(chosen.start, chosen.end)}: ${sayVotes(chosen)}`
          : 'Press a marked name to see its votes.'}
      </p>
    </>
  );
}

/** A piece of the text with the label that leads, its votes so far, and in the end whether people agree. */
function Piece({
  text,
  span,
  at,
  isOver,
  isPicked,
  onPick,
}: {
  text: string;
  span: StorySpan;
  at: number;
  isOver: boolean;
  isPicked: boolean;
  onPick: () => void;
}) {
  const isInteractive = useIsInteractive();
  const [leading] = countVotes(span.votes.slice(0, at));
  const named = span.votes.slice(0, at).filter(vote => vote !== null).length;
  if (!leading && !(isOver && span.truth !== null)) return text;
  const Mark = span.won === span.truth ? Check : X;
  return (
    <button
      type="button"
      disabled={!isInteractive}
      aria-pressed={isPicked}
      onClick={onPick}
      className="inline rounded-sm border-b-2 border-accent px-0.5 text-left leading-normal transition-colors aria-pressed:outline-2 aria-pressed:outline-accent"
      style={{
        backgroundColor: `color-mix(in srgb, var(--accent) ${Math.round((34 * named) / Math.max(1, span.votes.length))}%, transparent)`,
        borderBottomStyle: leading ? 'solid' : 'dotted',
      }}
    >
      {text}{' '}
      <span className="text-caption whitespace-nowrap">
        {leading ? `${leading.label} ${leading.votes}` : 'missed'}
        {isOver && (
          <Mark
            role="img"
            aria-label={span.won === span.truth ? 'right' : 'wrong'}
            strokeWidth={3}
            className={classes('ml-0.5 inline size-3.5', Mark === Check ? 'text-good' : 'text-danger')}
          />
        )}
      </span>
    </button>
  );
}

/** Labels with their votes, the most frequent first. */
export function countVotes(given: readonly (string | null)[]): { label: string; votes: number }[] {
  const counts = new Map<string, number>();
  for (const label of given) if (label !== null) counts.set(label, (counts.get(label) ?? 0) + 1);
  return Array.from(counts, ([label, votes]) => ({ label, votes })).sort((a, b) => b.votes - a.votes);
}

/** `4 × Person, 1 × Location. Person wins. People do not name it.` */
export function sayVotes({ votes: given, won, truth }: StorySpan): string {
  const counts = countVotes(given).map(({ label, votes }) => `${votes} × ${label}`);
  const silent = given.filter(label => label === null).length;
  return [
    [...counts, ...(silent > 0 ? [`${silent} × not named`] : [])].join(', '),
    won === null ? 'It loses the vote' : `${won} wins`,
    truth === null ? 'People do not name it.' : `People say ${truth}.`,
  ].join('. ');
}
