'use client';

import { useId } from 'react';
import { SegmentedControl } from '@/components/ui/segmented-control';
import type { FilmedTrial, Shown } from './trials';

/** Chooses a cache of the run: a policy, and one of its budgets. */
export function CacheChoice({
  label,
  trials,
  budgets,
  value,
  onChange,
}: {
  /** For screen readers. */
  label: string;
  trials: readonly FilmedTrial[];
  budgets: readonly string[];
  value: Shown;
  onChange: (value: Shown) => void;
}) {
  const id = useId();
  return (
    <div role="group" aria-label={label} className="flex min-w-0 flex-wrap items-center gap-1.5">
      <label htmlFor={id} className="sr-only">
        Policy
      </label>
      <select
        id={id}
        value={value.unit}
        onChange={event => onChange({ ...value, unit: event.target.value })}
        className="h-8 max-w-48 rounded-md border border-line-strong bg-surface px-1.5 text-sm font-semibold hover:border-ink"
      >
        {trials.map(({ unit, title, value: ended, parts }) => (
          <option key={unit} value={unit} disabled={!ended && !parts}>
            {title}
          </option>
        ))}
      </select>
      {budgets.length > 1 && (
        <SegmentedControl
          label="Budget"
          size="small"
          value={String(value.arm)}
          onChange={arm => onChange({ ...value, arm: Number(arm) })}
          segments={budgets.map((title, arm) => ({ value: String(arm), label: title }))}
        />
      )}
    </div>
  );
}
