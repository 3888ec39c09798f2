import type { ReactNode } from 'react';
import { quantity } from '@/components/charts/series';
import { classes } from '@/components/ui/classes';
import { Provenance } from '@/components/ui/provenance';
import { Term } from '@/components/ui/term';
import { duration } from '@/lib/core/duration';
import type { Cost } from '@/lib/evaluation/cost';

/** What some calls took: their number, tokens and times, and how they were sent. */
export function CostLine({
  cost: { calls, promptTokens, completionTokens, isCounted, totalCallTime },
  elapsed,
  sending,
}: {
  cost: Cost;
  /** Milliseconds, see `elapsedTime`; null where it is not known. */
  elapsed: number | null;
  /** A sentence; may be empty. */
  sending: ReactNode;
}) {
  if (calls === 0) return null;
  return (
    <Provenance kind="measured">
      {calls.toLocaleString('en')} {calls === 1 ? 'call' : 'calls'} ·{' '}
      {isCounted ? (
        <>
          <Term word="prompt tokens">{quantity(promptTokens)} tokens in</Term>,{' '}
          <Term word="completion tokens">{quantity(completionTokens)} out</Term>
        </>
      ) : (
        <>{quantity(completionTokens)} pieces out (the engine reports no tokens)</>
      )}{' '}
      ·{' '}
      <span className="whitespace-nowrap">
        {/* The time of one call needs no name where there is no room for it. */}
        <span className={classes(calls === 1 && '@max-[22rem]:sr-only')}>model time </span>
        {duration(totalCallTime)}
      </span>
      {elapsed !== null && elapsed > 0 && (
        <>
          , <span className="whitespace-nowrap">elapsed {duration(elapsed)}</span>
        </>
      )}
      {sending && <> · {sending}</>}
    </Provenance>
  );
}
