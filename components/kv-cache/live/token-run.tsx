'use client';

import { memo, type ReactNode, useEffect, useMemo, useRef } from 'react';
import { visible } from './words';

/** Thin bars under tokens, in one colour: [token], from 0 to 1. */
export interface Bars {
  color: string;
  shares: readonly number[];
}

/** Tokens that are drawn together: of a long text, one step draws only the block that it is in. */
const block = 32;

interface TokenRunProps {
  tokens: readonly string[];
  /** The last token that is seen, which is marked; the others keep their place. */
  at: number;
  /** The token that is pointed at; null for none. */
  pointed: number | null;
  onPoint?: (token: number | null) => void;
  bars?: readonly Bars[];
  /** The first token that is marked as different; null for none. */
  differsAt?: number | null;
  /** Two lines instead of three. */
  isShort?: boolean;
}

/** Tokens in a row, up to the one that the player is at. Screen readers get the text beside it. */
export function TokenRun({
  tokens,
  at,
  pointed,
  onPoint,
  bars = none,
  differsAt = null,
  isShort = false,
}: TokenRunProps) {
  const frame = useRef<HTMLDivElement>(null);
  const blocks = useMemo(
    () => Array.from({ length: Math.ceil(tokens.length / block) }, (_, i) => tokens.slice(i * block, (i + 1) * block)),
    [tokens],
  );
  useEffect(() => {
    const box = frame.current;
    const last = box?.querySelector<HTMLElement>(`[data-token="${Math.min(at, tokens.length - 1)}"]`);
    if (!box || !last) return;
    const [top, bottom] = [last.offsetTop, last.offsetTop + last.offsetHeight];
    if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight;
    else if (top < box.scrollTop) box.scrollTop = top;
  }, [at, tokens]);
  const within = (value: number | null, from: number): number | null =>
    value !== null && value >= from && value < from + block ? value : null;
  return (
    <div
      ref={frame}
      aria-hidden
      className="relative overflow-y-auto text-sm leading-5"
      // Whole lines: 1.25 rem of text, half a rem of each cache's bars, and the pixel between.
      style={{ maxHeight: `calc(${isShort ? 2 : 3} * (${1.25 + bars.length / 2}rem + 1px))` }}
      onPointerOver={event => {
        const { token } = (event.target as HTMLElement).closest<HTMLElement>('[data-token]')?.dataset ?? {};
        onPoint?.(token === undefined ? null : Number(token));
      }}
      onPointerLeave={() => onPoint?.(null)}
    >
      {blocks.map((texts, i) => (
        <Block
          key={i}
          texts={texts}
          from={i * block}
          at={Math.min((i + 1) * block, Math.max(i * block - 1, at))}
          pointed={within(pointed, i * block)}
          differsAt={within(differsAt, i * block)}
          bars={bars}
        />
      ))}
    </div>
  );
}

const none: readonly Bars[] = [];

const Block = memo(function Block({
  texts,
  from,
  at,
  pointed,
  differsAt,
  bars,
}: {
  texts: readonly string[];
  from: number;
  at: number;
  pointed: number | null;
  differsAt: number | null;
  bars: readonly Bars[];
}): ReactNode {
  return texts.map((text, i) => {
    const token = from + i;
    return (
      <span
        key={token}
        data-token={token}
        className={`mb-px inline-block align-top whitespace-pre ${token > at ? 'invisible' : ''} ${token === at ? 'bg-accent-soft outline-1 outline-accent' : ''} ${token === pointed ? 'bg-sunken outline-2 outline-ink' : ''} ${token === differsAt ? 'border-l-3 border-warning bg-warning-soft' : ''}`}
      >
        {text === '' ? '\u200b' : visibleEnds(text)}
        {bars.map(({ color, shares }, place) => (
          <span key={place} className="flex h-2 items-end forced-color-adjust-none">
            <span
              className="w-full"
              style={{ background: color, height: `${Math.round(100 * (shares[token] ?? 0))}%` }}
            />
          </span>
        ))}
      </span>
    );
  });
});

/** Spaces as they are; line breaks and tabs as signs. */
const visibleEnds = (text: string): string => (/[\n\t]/.test(text) ? visible(text) : text);
