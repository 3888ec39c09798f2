'use client';

import { ChevronDown } from 'lucide-react';
import { classes, control } from './classes';
import { Field, type FieldProps } from './field';

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean;
}

/** Options under a heading. */
export interface SelectGroup {
  label: string;
  options: readonly SelectOption[];
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
  options: readonly (SelectOption | SelectGroup)[];
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
            {options.map(option =>
              'options' in option ? (
                <optgroup key={option.label} label={option.label}>
                  {option.options.map(drawn)}
                </optgroup>
              ) : (
                drawn(option)
              ),
            )}
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

const drawn = ({ value, label, disabled }: SelectOption) => (
  <option key={value} value={value} disabled={disabled}>
    {label}
  </option>
);
