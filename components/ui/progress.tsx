'use client';

import { type ReactNode, useId } from 'react';

/** A progress bar. Without a `total` the bar moves and shows no share. */
export function Progress({
  label,
  value,
  total,
  detail,
}: {
  label: ReactNode;
  value: number;
  /** Null while the total is unknown. */
  total: number | null;
  /** Drawn at the right of the label, for instance `3.1 MB of 8.4 MB`. */
  detail?: ReactNode;
}) {
  const id = useId();
  const share = total === null || total <= 0 ? null : Math.min(1, Math.max(0, value / total));
  const percent = share === null ? undefined : Math.round(share * 100);
  return (
    <div>
      <div className="mb-1 flex flex-wrap items-baseline justify-between gap-3 text-sm">
        <span id={id}>{label}</span>
        {detail && <span className="text-caption text-muted">{detail}</span>}
      </div>
      <div
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={percent === undefined ? undefined : `${percent}%`}
        className="h-1.5 overflow-hidden rounded-full bg-line forced-colors:border forced-colors:border-ink forced-colors:bg-paper"
      >
        {share === null ? (
          <div className="h-full w-1/3 animate-slide rounded-full bg-accent" />
        ) : (
          <div className="h-full rounded-full bg-accent transition-[width]" style={{ width: `${share * 100}%` }} />
        )}
      </div>
    </div>
  );
}
