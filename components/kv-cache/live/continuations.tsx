'use client';

import { useMemo } from 'react';
import { Calm } from '@/components/ui/calm';
import { SeriesMarker } from '@/components/ui/marker';
import { Term } from '@/components/ui/term';
import type { ShownCache } from './shown-cache';
import { type Bars, TokenRun } from './token-run';
import { natsText } from './words';

/** Nats of the highest bar, at least: differences that nobody would notice look small. */
const leastScale = 0.5;

/**
 * The continuation of the full cache, with how far each cache's expectation of a token is from the full cache's under it, and what each cache
 * wrote by itself.
 */
export function Continuations({
  caches,
  at,
  token,
  onToken,
}: {
  caches: readonly ShownCache[];
  /** Tokens of the continuation that were read. */
  at: number;
  /** The token that is pointed at, of prompt and continuation. */
  token: number | null;
  onToken: (token: number | null) => void;
}) {
  const [first] = caches;
  const history = first?.history;
  const tokens = useMemo(() => history?.tokens.slice(history.promptTokens) ?? [], [history]);
  const most = Math.max(leastScale, ...caches.map(({ history: { kl } }) => highest(kl)));
  const bars = useBars(caches, most);
  if (!first) return null;
  const { promptTokens } = first.history;
  const pointed = token !== null && token >= promptTokens ? token - promptTokens : null;
  const last = Math.min(at, tokens.length - 1);
  const areWritten = caches.some(({ history }) => history.written !== null);
  return (
    <div className="space-y-1.5">
      <div>
        <p className="text-caption text-muted">
          <span className="font-semibold text-ink">
            {!areWritten ? 'The text goes on' : first.history.learned ? 'The model wrote' : 'The full cache wrote'}
          </span>{' '}
          · bars: <Term word="KL divergence">KL</Term> of each cache at that token
          {caches.map(({ title, series, history: { kl } }) => (
            <span key={title} className="whitespace-nowrap">
              {' · '}
              <SeriesMarker index={series} /> {natsText(meanUpTo(kl, last))} nats on average
            </span>
          ))}
        </p>
        <TokenRun
          tokens={tokens}
          at={last}
          pointed={pointed}
          onPoint={one => onToken(one === null ? null : promptTokens + one)}
          bars={bars}
        />
        <Spoken tokens={tokens} last={last} />
      </div>
      {caches.map(cache => (
        <Written key={cache.title} cache={cache} at={last} />
      ))}
    </div>
  );
}

function Written({ cache: { title, series, history }, at }: { cache: ShownCache; at: number }) {
  const { written, divergesAt } = history;
  if (!written) return null;
  const hasDiverged = divergesAt !== null && divergesAt <= at;
  return (
    <div>
      <p className="text-caption text-muted">
        <SeriesMarker index={series} /> <span className="font-semibold text-ink">{title} wrote</span> ·{' '}
        {hasDiverged ? `another text from token ${divergesAt + 1} on` : 'the same text so far'}
      </p>
      <TokenRun isShort tokens={written} at={at} pointed={null} differsAt={hasDiverged ? divergesAt : null} />
      <Spoken tokens={written} last={at} />
    </div>
  );
}

/** The text up to a token, for screen readers. */
const Spoken = ({ tokens, last }: { tokens: readonly string[]; last: number }) => (
  <Calm>{() => <p className="sr-only">{tokens.slice(0, last + 1).join('')}</p>}</Calm>
);

/** The bars of all caches on one scale. The square root lets small differences be seen beside large ones. */
function useBars(caches: readonly ShownCache[], most: number): Bars[] {
  const [a, b] = caches;
  const first = useShares(a?.history.kl, most);
  const second = useShares(b?.history.kl, most);
  const [colorOfFirst, colorOfSecond] = [a?.color, b?.color];
  return useMemo(
    () => [
      ...(first && colorOfFirst ? [{ color: colorOfFirst, shares: first }] : []),
      ...(second && colorOfSecond ? [{ color: colorOfSecond, shares: second }] : []),
    ],
    [first, second, colorOfFirst, colorOfSecond],
  );
}

const useShares = (kl: ArrayLike<number> | undefined, most: number): number[] | undefined =>
  useMemo(() => kl && Array.from(kl, nats => Math.sqrt(Math.max(0, nats) / most)), [kl, most]);

const highest = (values: ArrayLike<number>): number => Array.from(values).reduce((most, one) => Math.max(most, one), 0);

function meanUpTo(values: ArrayLike<number>, last: number): number {
  const count = Math.min(values.length, last + 1);
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[i] ?? 0;
  return count === 0 ? 0 : sum / count;
}
