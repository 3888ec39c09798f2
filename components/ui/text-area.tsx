'use client';

import type { Ref, TextareaHTMLAttributes } from 'react';
import { classes, control } from './classes';
import { Field, type FieldProps } from './field';

type AreaProps = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'value' | 'onChange' | 'id' | 'ref'>;

/** Text of several lines, with a count of its characters if `limit` is given. Use `mono` for prompts and data. */
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
    /** The number of allowed characters. The field accepts more; the caller reports the error. */
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
