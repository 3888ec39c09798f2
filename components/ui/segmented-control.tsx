'use client';

import type { KeyboardEvent, ReactNode } from 'react';
import { classes } from './classes';

export interface Segment {
  value: string;
  label: ReactNode;
  /** The name for screen readers and the tooltip, where the label is an icon. */
  name?: string;
  disabled?: boolean;
}

/** One of a few options, all visible. The arrow keys move between them; Space or Enter chooses. */
export function SegmentedControl({
  label,
  value,
  onChange,
  segments,
  size = 'medium',
  disabled = false,
  className,
}: {
  /** The name of the group for screen readers. */
  label: string;
  value: string;
  onChange: (value: string) => void;
  segments: readonly Segment[];
  size?: 'small' | 'medium';
  disabled?: boolean;
  className?: string;
}) {
  const open = segments.filter(segment => !segment.disabled);
  // Tab reaches one segment: the chosen one, or the first.
  const entry = open.find(segment => segment.value === value) ?? open[0];
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className={classes(
        'inline-flex max-w-full rounded-md border border-line-strong bg-sunken p-0.5 max-sm:flex-wrap',
        className,
      )}
    >
      {segments.map(segment => (
        <button
          key={segment.value}
          type="button"
          role="radio"
          aria-checked={segment.value === value}
          data-state={segment.value === value ? 'on' : 'off'}
          tabIndex={segment === entry ? 0 : -1}
          disabled={disabled || segment.disabled}
          aria-label={segment.name}
          title={segment.name}
          onKeyDown={walk}
          onClick={() => segment.value !== value && onChange(segment.value)}
          className={classes(
            'inline-flex flex-1 items-center justify-center gap-1.5 rounded-sm text-muted forced-color-adjust-none sm:whitespace-nowrap transition-colors hover:text-ink disabled:opacity-45',
            'data-[state=on]:bg-surface data-[state=on]:font-semibold data-[state=on]:text-ink data-[state=on]:shadow-[0_0_0_1px_var(--line-strong)]',
            'forced-colors:data-[state=on]:bg-accent forced-colors:data-[state=on]:text-accent-ink',
            '[&_svg]:size-4',
            size === 'small' ? 'min-h-7 px-2 text-sm' : 'min-h-8 px-3 text-sm',
          )}
        >
          {segment.label}
        </button>
      ))}
    </div>
  );
}

/** Moves the focus to another segment, past the disabled ones and around the ends. */
function walk(event: KeyboardEvent<HTMLElement>) {
  const all = [
    ...(event.currentTarget.parentElement?.querySelectorAll<HTMLElement>('[role=radio]:not(:disabled)') ?? []),
  ];
  const at = all.indexOf(event.currentTarget);
  const [before, after] = [at - 1, (at + 1) % all.length];
  const to = { ArrowLeft: before, ArrowUp: before, ArrowRight: after, ArrowDown: after, Home: 0, End: -1 }[event.key];
  if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  all.at(to)?.focus();
}
