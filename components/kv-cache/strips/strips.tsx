'use client';

import { type PointerEvent, useId } from 'react';
import { useRem } from '@/components/ui/use-rem';
import type { Frame } from '@/lib/panels/kv-cache/report/frame';
import type { CacheHistory } from '@/lib/panels/kv-cache/report/history';
import { placesText, tokenText } from '../live/words';
import { stripRows } from './rows';
import { StripCanvas } from './strip-canvas';

/** Smallest height of a layer that has room for its name, in CSS pixels of a rem of 16. */
const labelled = 13;

/**
 * The cache of every head as a strip, from the first token to the last. The token under the pointer, or the one that the arrow keys chose,
 * has a frame around its column.
 */
export function Strips({
  title,
  history,
  frame,
  color,
  token,
  onToken,
}: {
  /** Of the cache, for screen readers. */
  title: string;
  history: CacheHistory;
  frame: Frame;
  color: string;
  token: number | null;
  onToken: (token: number | null) => void;
}) {
  const id = useId();
  const { layers, kvHeads, width, promptTokens } = history;
  const at = (event: PointerEvent) => {
    const { left, width: across } = event.currentTarget.getBoundingClientRect();
    onToken(Math.min(width - 1, Math.max(0, Math.floor(((event.clientX - left) / across) * width))));
  };
  const chosen = Math.min(width - 1, token ?? Math.max(0, frame.read - 1));
  return (
    <div className="grid grid-cols-[3.25rem_minmax(0,1fr)]">
      <Sides promptTokens={promptTokens} width={width} />
      <LayerNames layers={layers} kvHeads={kvHeads} />
      <div
        className="relative cursor-crosshair touch-pan-y rounded-sm bg-surface outline-offset-2 outline-accent has-focus-visible:outline-2"
        onPointerDown={at}
        onPointerMove={at}
        onPointerLeave={event => event.pointerType === 'mouse' && onToken(null)}
      >
        <StripCanvas frame={frame} attention={history.attention} layers={layers} kvHeads={kvHeads} color={color} />
        <span
          aria-hidden
          className="pointer-events-none absolute inset-y-0 border-l-2 border-dotted border-ink"
          style={{ left: percent(promptTokens, width) }}
        />
        {token !== null && token < width && (
          <span
            aria-hidden
            data-column={token}
            className="pointer-events-none absolute -inset-y-1 box-content -translate-x-0.5 border-x-2 border-ink bg-ink/10"
            style={{ left: percent(token, width), width: percent(1, width) }}
          />
        )}
        {/* For the keyboard and for screen readers; pointers are followed above. */}
        <input
          type="range"
          aria-label={`Token in the cache of ${title}`}
          aria-describedby={`${id}-help`}
          aria-valuetext={`${tokenText(history, chosen)}: ${placesText(frame, chosen)}`}
          min={0}
          max={Math.max(0, width - 1)}
          step={1}
          value={chosen}
          onFocus={event => event.currentTarget.matches(':focus-visible') && onToken(chosen)}
          onBlur={() => onToken(null)}
          onChange={event => onToken(Number(event.target.value))}
          className="pointer-events-none absolute inset-0 size-full opacity-0"
        />
        <span id={`${id}-help`} hidden>
          The arrow keys choose a token.
        </span>
      </div>
    </div>
  );
}

const percent = (part: number, whole: number): string => `${(100 * part) / Math.max(1, whole)}%`;

/** What is left and right of the border. At the ends of the row, because either side may be narrower than its name. */
function Sides({ promptTokens, width }: { promptTokens: number; width: number }) {
  const decoded = width - promptTokens;
  return (
    <div
      aria-hidden
      className="col-start-2 flex h-4 justify-between gap-3 text-[0.6875rem] leading-4 whitespace-nowrap text-muted"
    >
      <span className="truncate">prompt, {promptTokens.toLocaleString('en')} tokens</span>
      <span className="truncate">continuation{decoded > 0 && `, ${decoded.toLocaleString('en')} tokens`}</span>
    </div>
  );
}

function LayerNames({ layers, kvHeads }: { layers: number; kvHeads: number }) {
  const unit = useRem() / 16;
  const { rows, height } = stripRows(layers, kvHeads, unit);
  const pitch = height / Math.max(1, layers);
  const every = Math.ceil((labelled * unit) / Math.max(1, pitch));
  return (
    <div aria-hidden className="relative text-[0.6875rem] leading-none text-muted">
      {Array.from({ length: layers }, (_, layer) => {
        const top = rows[layer * kvHeads]?.top ?? 0;
        const bottom = rows[(layer + 1) * kvHeads - 1]?.bottom ?? top;
        return (
          layer % every === 0 && (
            <span
              key={layer}
              className="absolute right-1.5 -translate-y-1/2 whitespace-nowrap"
              style={{ top: (top + bottom) / 2 }}
            >
              {layer === 0 ? 'Layer 1' : layer + 1}
            </span>
          )
        );
      })}
    </div>
  );
}
