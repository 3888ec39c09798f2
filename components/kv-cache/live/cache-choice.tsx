'use client';

import { useId } from 'react';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { armOf, type FilmedTrial, type Shown } from './trials';

/** Chooses a cache of the run: a policy, and one of its budgets. */
export function CacheChoice({
  label,
  trials,
  value,
  onChange,
}: {
  /** For screen readers. */
  label: string;
  trials: readonly FilmedTrial[];
  value: Shown;
  onChange: (value: Shown) => void;
}) {
  const id = useId();
  const chosen = trials.find(({ unit }) => unit === value.unit);
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
      {chosen && chosen.budgets.length > 1 && (
        <SegmentedControl
          label="Budget"
          size="small"
          value={String(armOf(chosen, value))}
          onChange={arm => onChange({ ...value, arm: Number(arm) })}
          segments={chosen.budgets.map((title, arm) => ({ value: String(arm), label: title }))}
        />
      )}
    </div>
  );
}
