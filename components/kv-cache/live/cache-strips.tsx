'use client';

import { SeriesMarker } from '@/components/ui/marker';
import { TakeAway } from '@/components/ui/take-away/take-away';
import { StripLegend } from '../strips/legend';
import { Strips } from '../strips/strips';
import { Returned } from './returned';
import type { ShownCache } from './shown-cache';
import { placesText, tokenText } from './words';

/** One cache: its name, what it keeps, its strips, and where the token lives that is pointed at. */
export function CacheStrips({
  cache,
  token,
  onToken,
}: {
  cache: ShownCache;
  token: number | null;
  onToken: (token: number | null) => void;
}) {
  const { title, series, color, history, frame, memory } = cache;
  const kept = (memory.slots[frame.step] ?? 0).toLocaleString('en');
  const full = (memory.fullSlots[frame.step] ?? 0).toLocaleString('en');
  return (
    <section data-take-away aria-label={title} className="min-w-0 space-y-1">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h3 className="font-semibold">
          <SeriesMarker index={series} /> {title}
        </h3>
        <Returned {...cache} />
        <TakeAway
          title={title}
          provenance={`measured · n = ${frame.read.toLocaleString('en')} tokens read · ${kept} of ${full} slots kept`}
          className="-my-1.5 ml-auto self-center"
        />
      </div>
      <div data-picture className="space-y-1">
        <Strips title={title} history={history} frame={frame} color={color} token={token} onToken={onToken} />
        {/* One place for both, so that nothing moves. */}
        <div className="min-h-4.5 pl-13">
          {token === null ? (
            <StripLegend color={color} hasAttention={history.attention !== null} hasMerges={history.into !== null} />
          ) : (
            <p className="truncate text-caption">
              {tokenText(history, token)}: <span className="font-semibold">{placesText(frame, token)}</span>
            </p>
          )}
        </div>
      </div>
    </section>
  );
}
