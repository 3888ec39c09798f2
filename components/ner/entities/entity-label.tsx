'use client';

import { classes } from '@/components/ui/classes';
import type { ShownSpan } from './entity-text';
import { labelStyle, underlines } from './label-style';

/**
 * The label behind an entity, with a piece of the line that is below it. A screen reader reads `Alma, Person, 4 of 5 votes`: the text says the
 * mention already, but where entities overlap, or where the label is a button, which may be reached without the text.
 */
export function EntityLabel({
  span,
  mention,
  isApart,
  labels,
  isOpen = false,
  onOpen,
}: {
  span: ShownSpan;
  mention: string;
  /** Whether the text just before the label is not this mention alone. */
  isApart: boolean;
  labels: readonly string[];
  isOpen?: boolean | undefined;
  onOpen?: ((label: HTMLElement) => void) | undefined;
}) {
  const style = labelStyle(span.label, labels);
  const spoken = [span.label, ...(span.spoken === undefined ? [] : [span.spoken])].join(', ');
  const content = (
    <>
      <span
        aria-hidden
        className="mr-1 inline-block w-4 align-middle forced-color-adjust-none"
        style={underlines([{ ...style, lane: 0, isFaint: false }], 1)}
      />
      <span aria-hidden={span.spoken !== undefined || undefined}>
        {span.label}
        {span.note !== undefined && <> {span.note}</>}
      </span>
    </>
  );
  const look = classes(
    'mx-1 inline-block rounded-sm border px-1 text-xs leading-normal select-none',
    span.isFaint ? 'border-dashed border-line-strong text-muted' : 'border-transparent bg-sunken',
  );
  return onOpen ? (
    <button
      type="button"
      dir="ltr"
      className={`${look} hover:bg-accent-soft`}
      aria-label={`${mention}, ${spoken}`}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      onClick={event => onOpen(event.currentTarget)}
    >
      {content}
    </button>
  ) : (
    <span dir="ltr" className={look}>
      {(isApart || span.spoken !== undefined) && (
        <span className="sr-only">
          {isApart ? ` ${mention}: ` : ', '}
          {span.spoken === undefined ? '' : spoken}
        </span>
      )}
      {content}
    </span>
  );
}
