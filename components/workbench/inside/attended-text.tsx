'use client';

import { useEffect, useRef } from 'react';
import { classes } from '@/components/ui/classes';
import { readable } from './reading';

/**
 * A text token by token, each shaded by the weight that it gets from the chosen one. A press or the arrow keys choose another; the tables
 * beside it say the same in words.
 */
export function AttendedText({
  tokens,
  weights,
  chosen,
  onChoose,
  answerFrom,
}: {
  tokens: readonly string[];
  /** Of the chosen token over those up to itself. */
  weights: Float32Array;
  chosen: number;
  onChoose: (token: number) => void;
  /** Index of the answer's first token. */
  answerFrom: number;
}) {
  const strongest = weights.reduce((peak, weight) => Math.max(peak, weight), 0);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const [outer, inner] = [box.current, box.current?.querySelector<HTMLElement>('[data-chosen]')];
    if (!outer || !inner) return;
    // Within the box only: the page must not move under the reader.
    const [top, bottom] = [inner.offsetTop - 24, inner.offsetTop + inner.offsetHeight + 24 - outer.clientHeight];
    outer.scrollTop = Math.max(bottom, Math.min(top, outer.scrollTop));
  }, [chosen]);
  const move = (event: React.KeyboardEvent) => {
    const last = tokens.length - 1;
    const to = { ArrowLeft: chosen - 1, ArrowRight: chosen + 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    onChoose(Math.max(0, Math.min(last, to)));
  };
  return (
    <div
      ref={box}
      role="slider"
      tabIndex={0}
      aria-label="Token"
      aria-valuemin={1}
      aria-valuemax={tokens.length}
      aria-valuenow={chosen + 1}
      aria-valuetext={`${chosen + 1} of ${tokens.length}: ${tokens[chosen] ?? ''}`}
      onKeyDown={move}
      onClick={event => {
        const token = (event.target as Element).closest<HTMLElement>('[data-token]')?.dataset['token'];
        if (token !== undefined) onChoose(Number(token));
      }}
      className="relative max-h-64 overflow-auto rounded-md border border-line bg-sunken px-3 py-2 font-mono text-[0.8125rem] leading-7 wrap-anywhere [font-variant-ligatures:none]"
    >
      {tokens.map((token, index) => {
        const share = index > chosen || strongest === 0 ? 0 : Math.sqrt((weights[index] ?? 0) / strongest);
        const isLine = token.includes('\n');
        return (
          <span key={index}>
            {index === answerFrom && <span aria-hidden className="mx-1 border-l-2 border-line-strong" />}
            <span
              data-token={index}
              data-chosen={index === chosen ? '' : undefined}
              style={{ backgroundColor: `color-mix(in srgb, var(--accent) ${Math.round(share * 55)}%, transparent)` }}
              className={classes(
                'cursor-pointer rounded-sm px-px py-1',
                index > chosen && 'text-muted',
                index === chosen && 'outline-2 outline-ink',
              )}
            >
              {readable(token)}
            </span>
            {isLine ? <br /> : <wbr />}
          </span>
        );
      })}
    </div>
  );
}
