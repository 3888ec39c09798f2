'use client';

import type { InputHTMLAttributes } from 'react';
import { classes, control } from './classes';
import { Field, type FieldProps } from './field';

type InputProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange' | 'id'>;

/** One line of text. Use `mono` for digits, keys and names that are compared character by character. */
export function TextField({
  label,
  hint,
  error,
  aside,
  value,
  onChange,
  mono = false,
  className,
  ...rest
}: FieldProps & InputProps & { value: string; onChange: (value: string) => void; mono?: boolean }) {
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {wiring => (
        <input
          type="text"
          autoComplete="off"
          spellCheck={false}
          {...rest}
          {...wiring}
          value={value}
          onChange={event => onChange(event.target.value)}
          className={classes(control, mono && 'font-mono [font-variant-ligatures:none]', className)}
        />
      )}
    </Field>
  );
}
