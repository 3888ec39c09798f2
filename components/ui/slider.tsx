'use client';

import { Field } from '@/components/ui/field';
import { useIsInteractive } from './use-is-interactive';

/** A slider for a whole number. The value stands beside the label. */
export function Slider({
  label,
  value,
  onChange,
  min,
  max,
  step = 1,
  spoken = String(value),
}: {
  label: string;
  value: number;
  onChange: (value: number) => void;
  min: number;
  max: number;
  step?: number;
  /** The value with its unit: `31 nodes`. */
  spoken?: string;
}) {
  const isInteractive = useIsInteractive();
  return (
    <Field label={label} aside={<span className="text-sm text-ink">{spoken}</span>}>
      {wiring => (
        <input
          {...wiring}
          type="range"
          disabled={!isInteractive}
          min={min}
          max={max}
          step={step}
          value={value}
          aria-valuetext={spoken}
          onChange={event => onChange(Number(event.target.value))}
          className="block h-6 w-full cursor-pointer accent-accent"
        />
      )}
    </Field>
  );
}
