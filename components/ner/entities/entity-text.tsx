'use client';

import { Fragment, type ReactNode } from 'react';
import { seriesColor } from '@/components/ui/palette';
import type { Span } from '@/lib/panels/ner/corpus';
import { laned } from '@/lib/panels/ner/text/lanes';
import { labelStyle } from './label-style';

export interface ShownSpan extends Span {
  /** Drawn behind its label: votes, a verdict. */
  note?: ReactNode;
  /** Faint where it does not count: below a threshold, or only in another annotation. */
  isFaint?: boolean;
}

/** Pixels of a lane: a line of two and a gap. */
const lane = 5;

/**
 * A text with its entities: each has a line below it in a lane of its own, in the colour and pattern of its label, and the label in words behind
 * it, which a screen reader reads as well. `onOpen` makes the labels buttons.
 */
export function EntityText({
  text,
  spans,
  labels,
  onOpen,
}: {
  text: string;
  spans: readonly ShownSpan[];
  labels: readonly string[];
  onOpen?: ((span: ShownSpan) => void) | undefined;
}) {
  const { segments, lanes } = laned(text, spans);
  const depth = Math.max(0, ...lanes) + 1;
  return (
    <span className="leading-loose" style={{ paddingBottom: depth * lane }}>
      {segments.map((segment, at) => (
        <Fragment key={at}>
          {segment.covering.length === 0 ? (
            segment.text
          ) : (
            <mark className="relative bg-transparent text-inherit" style={{ paddingBottom: 2 }}>
              {segment.text}
              {segment.covering.map(one => {
                const span = spans[one];
                if (!span) return null;
                const { color, line } = labelStyle(span.label, labels);
                return (
                  <span
                    key={one}
                    aria-hidden
                    className={`absolute inset-x-0 forced-color-adjust-none ${span.isFaint ? 'opacity-50' : ''}`}
                    style={{
                      bottom: -(lanes[one] ?? 0) * lane - 2,
                      borderBottom: `${line === 'double' ? 4 : 2}px ${line} ${seriesColor(color)}`,
                    }}
                  />
                );
              })}
            </mark>
          )}
          {segment.ending.map(one => {
            const span = spans[one];
            return span && <EntityLabel key={one} span={span} labels={labels} onOpen={onOpen} />;
          })}
        </Fragment>
      ))}
    </span>
  );
}

function EntityLabel({
  span,
  labels,
  onOpen,
}: {
  span: ShownSpan;
  labels: readonly string[];
  onOpen?: ((span: ShownSpan) => void) | undefined;
}) {
  const { color } = labelStyle(span.label, labels);
  const content = (
    <>
      <span
        aria-hidden
        className="mr-1 inline-block size-2 rounded-full forced-color-adjust-none"
        style={{ background: seriesColor(color) }}
      />
      {span.label}
      {span.note !== undefined && <> {span.note}</>}
    </>
  );
  const look = `mx-1 rounded-sm bg-sunken px-1 py-px text-xs whitespace-nowrap ${span.isFaint ? 'text-muted' : ''}`;
  return onOpen ? (
    <button type="button" className={`${look} hover:bg-accent-soft`} onClick={() => onOpen(span)}>
      {content}
    </button>
  ) : (
    <span className={look}>{content}</span>
  );
}
