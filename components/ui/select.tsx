'use client';

import { ChevronDown } from 'lucide-react';
import { classes, control } from './classes';
import { Field, type FieldProps } from './field';

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean;
}

/** One of many options, in the browser's own list, which fits every screen and supports typing to find an option. */
export function Select({
  value,
  onChange,
  options,
  disabled = false,
  className,
  ...words
}: FieldProps & {
  value: string;
  onChange: (value: string) => void;
  options: readonly SelectOption[];
  disabled?: boolean;
  className?: string;
}) {
  return (
    <Field {...words}>
      {wiring => (
        <div className="relative">
          <select
            {...wiring}
            value={value}
            disabled={disabled}
            onChange={event => onChange(event.target.value)}
            className={classes(control, 'appearance-none truncate pr-8', className)}
          >
            {options.map(option => (
              <option key={option.value} value={option.value} disabled={option.disabled}>
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDown
            aria-hidden
            className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-muted"
          />
        </div>
      )}
    </Field>
  );
}
