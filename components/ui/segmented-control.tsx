'use client';

import type { ReactNode } from 'react';
import * as ToggleGroup from 'radix-ui/toggle-group';
import { classes } from './classes';

export interface Segment {
  value: string;
  label: ReactNode;
  /** The name for screen readers and the tooltip, where the label is an icon. */
  name?: string;
  disabled?: boolean;
}

/** One of a few options, all visible. The arrow keys move between them. */
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
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      disabled={disabled}
      onValueChange={next => next && onChange(next)}
      className={classes(
        'inline-flex max-w-full rounded-md border border-line-strong bg-sunken p-0.5 max-sm:flex-wrap',
        className,
      )}
    >
      {segments.map(segment => (
        <ToggleGroup.Item
          key={segment.value}
          value={segment.value}
          disabled={segment.disabled}
          aria-label={segment.name}
          title={segment.name}
          className={classes(
            'inline-flex flex-1 items-center justify-center gap-1.5 rounded-sm text-muted forced-color-adjust-none sm:whitespace-nowrap transition-colors hover:text-ink disabled:opacity-45',
            'data-[state=on]:bg-surface data-[state=on]:font-semibold data-[state=on]:text-ink data-[state=on]:shadow-[0_0_0_1px_var(--line-strong)]',
            'forced-colors:data-[state=on]:bg-accent forced-colors:data-[state=on]:text-accent-ink',
            '[&_svg]:size-4',
            size === 'small' ? 'min-h-7 px-2 text-sm' : 'min-h-8 px-3 text-sm',
          )}
        >
          {segment.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
