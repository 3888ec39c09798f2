'use client';

import type { Ref, TextareaHTMLAttributes } from 'react';
import { classes, control } from './classes';
import { Field, type FieldProps } from './field';

type AreaProps = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'value' | 'onChange' | 'id' | 'ref'>;

/** Text of several lines, with how much of the allowed length is used. `mono` for prompts and data. */
export function TextArea({
  label,
  hint,
  error,
  value,
  onChange,
  limit,
  aside,
  mono = false,
  rows = 4,
  className,
  ref,
  ...rest
}: FieldProps &
  AreaProps & {
    value: string;
    onChange: (value: string) => void;
    /** Characters that are allowed; a longer text can be typed and is then named as too long. */
    limit?: number;
    mono?: boolean;
    ref?: Ref<HTMLTextAreaElement>;
  }) {
  const counted = limit === undefined ? undefined : `${figure(value.length)} of ${figure(limit)}`;
  return (
    <Field label={label} hint={hint} error={error} aside={aside ?? counted}>
      {wiring => (
        <textarea
          autoComplete="off"
          spellCheck={false}
          rows={rows}
          {...rest}
          {...wiring}
          ref={ref}
          value={value}
          onChange={event => onChange(event.target.value)}
          className={classes(
            control,
            'block h-auto resize-y py-1.5 leading-snug',
            mono && 'font-mono text-sm [font-variant-ligatures:none]',
            className,
          )}
        />
      )}
    </Field>
  );
}

const figure = (count: number): string => count.toLocaleString('en');
