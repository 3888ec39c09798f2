'use client';

import { Fragment, memo, type ReactNode, useMemo } from 'react';
import { classes } from '@/components/ui/classes';
import type { Span } from '@/lib/panels/ner/corpus';
import { laned } from '@/lib/panels/ner/text/lanes';
import { EntityLabel } from './entity-label';
import { labelStyle, laneHeight, underlines } from './label-style';

export interface ShownSpan extends Span {
  /** Drawn behind its label: votes, a verdict. */
  note?: ReactNode;
  /** What a screen reader says in place of the note: `4 of 5 votes`. */
  spoken?: string;
  /** Faint where it does not count: below a threshold, or only in another annotation. */
  isFaint?: boolean;
}

interface Props<S extends ShownSpan> {
  text: string;
  spans: readonly S[];
  labels: readonly string[];
  /** `label` is the button that was pressed. */
  onOpen?: ((span: S, label: HTMLElement) => void) | undefined;
  /** Whether what `onOpen` shows of a span is open. */
  isOpen?: ((span: S) => boolean) | undefined;
  /** A range in code points that is marked. */
  selection?: Pick<Span, 'start' | 'end'> | null;
}

/** Overlapping spans beyond these share the last lane. */
const mostLanes = 6;

function Drawn<S extends ShownSpan>({ text, spans, labels, onOpen, isOpen, selection }: Props<S>) {
  const { segments, lanes } = useMemo(
    () => laned(text, spans, selection ? [selection.start, selection.end] : []),
    [text, spans, selection],
  );
  const mentions = useMemo(() => mentionsOf(text, spans), [text, spans]);
  const laneOf = (one: number): number => Math.min(mostLanes - 1, lanes[one] ?? 0);
  const depth = spans.reduce((most, _, one) => Math.max(most, laneOf(one) + 1), 0);
  const linesBelow = (covering: readonly number[]) =>
    covering.flatMap(one => {
      const span = spans[one];
      return span ? { ...labelStyle(span.label, labels), lane: laneOf(one), isFaint: span.isFaint === true } : [];
    });
  const isSelected = (from: number): boolean => !!selection && from >= selection.start && from < selection.end;
  return (
    <span
      dir="auto"
      className="block wrap-anywhere whitespace-pre-wrap"
      // The lanes of a line end above the next line.
      style={{ lineHeight: `calc(1.5em + ${Math.max(1, depth) * laneHeight}px)` }}
    >
      {segments.map(({ text: piece, from, covering, ending }) => (
        <Fragment key={from}>
          <span
            data-from={from}
            data-selected={isSelected(from) || undefined}
            className={classes(
              covering.length > 0 && 'box-decoration-clone forced-color-adjust-none',
              isSelected(from) && 'bg-accent-soft box-decoration-clone outline-2 outline-accent',
            )}
            style={covering.length > 0 ? underlines(linesBelow(covering), depth) : undefined}
          >
            {piece}
          </span>
          {ending.map(one => {
            const span = spans[one];
            return (
              span && (
                <EntityLabel
                  key={one}
                  span={span}
                  mention={mentions[one] ?? ''}
                  isApart={covering.length > 1 || from !== span.start}
                  labels={labels}
                  isOpen={isOpen?.(span)}
                  onOpen={onOpen && (label => onOpen(span, label))}
                />
              )
            );
          })}
        </Fragment>
      ))}
    </span>
  );
}

/**
 * A text with its entities: below each a line in the colour and pattern of its label, in a lane of its own where entities overlap, and behind
 * each its label in words. `onOpen` makes the labels buttons. Every piece of the text has its place in code points in `data-from`.
 */
export const EntityText = memo(Drawn) as typeof Drawn;

/** Code points of a mention that are said. */
const longestSaid = 80;

function mentionsOf(text: string, spans: readonly Pick<Span, 'start' | 'end'>[]): string[] {
  const characters = spans.length > 0 ? [...text] : [];
  return spans.map(({ start, end }) => {
    const said = characters.slice(Math.max(0, start), Math.min(end, start + longestSaid)).join('');
    return end - start > longestSaid ? `${said}\u2026` : said;
  });
}
