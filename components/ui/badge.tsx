import type { ReactNode } from 'react';
import { classes } from './classes';

const tones = {
  plain: 'border-line-strong text-muted',
  accent: 'border-accent bg-accent-soft text-accent',
  good: 'border-good bg-good-soft text-good',
  warning: 'border-warning bg-warning-soft text-warning',
  danger: 'border-danger bg-danger-soft text-danger',
};

/** A short fact beside a name: `cached`, `wrong`, `360 MB`. The colour repeats what the word says. */
export function Badge({
  tone = 'plain',
  className,
  children,
}: {
  tone?: keyof typeof tones;
  className?: string;
  children: ReactNode;
}) {
  return (
    <span
      className={classes(
        'inline-flex max-w-full items-center gap-1 rounded-full border px-2 text-caption font-medium sm:whitespace-nowrap [&_svg]:size-3 [&_svg]:shrink-0',
        tones[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}
