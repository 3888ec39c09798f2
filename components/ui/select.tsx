'use client';

import { ChevronDown } from 'lucide-react';
import { classes, control } from './classes';
import { Field, type FieldProps } from './field';

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean;
}

/**
 * One of several. The browser's own list: it works with every keyboard, screen reader and phone, and costs no script, which a
 * first load of 250 KB has to think of. For choices that need pictures or facts, use a Dialog.
 */
export function Select({
  label,
  hint,
  error,
  aside,
  value,
  onChange,
  options,
  disabled = false,
}: FieldProps & {
  value: string;
  onChange: (value: string) => void;
  options: readonly SelectOption[];
  disabled?: boolean;
}) {
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {wiring => (
        <div className="relative">
          <select
            {...wiring}
            value={value}
            disabled={disabled}
            onChange={event => onChange(event.target.value)}
            className={classes(control, 'appearance-none pr-9')}
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
