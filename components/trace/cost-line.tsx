import { quantity } from '@/components/charts/series';
import type { TracedCall } from './call';
import { duration } from './facts';
import { totalsOf, wallTime } from '@/components/divide-and-conquer/ending';

/** What a strategy took on one problem, and how its calls were sent. */
export function CostLine({ calls, sending }: { calls: readonly TracedCall[]; sending: string }) {
  const { calls: count, tokensIn, tokensOut, milliseconds, isReported } = totalsOf(calls);
  if (count === 0) return null;
  const wall = wallTime(calls);
  return (
    <p className="text-caption text-muted">
      <span className="font-semibold tracking-wide uppercase">measured</span> · {count} {count === 1 ? 'call' : 'calls'}{' '}
      ·{' '}
      {isReported ? (
        <>
          {quantity(tokensIn)} tokens in, {quantity(tokensOut)} out
        </>
      ) : (
        <>{quantity(tokensOut)} pieces out (the engine reports no tokens)</>
      )}{' '}
      · {duration(milliseconds)} of call time, summed
      {wall !== null && wall > 0 && (
        <>
          {' '}
          · about {duration(wall)}{' '}
          <span title="From its first call to its last answer, to a frame of the screen, with the other strategies under way beside it">
            on the clock
          </span>
        </>
      )}
      {sending && <> · {sending}</>}
    </p>
  );
}
