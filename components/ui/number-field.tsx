'use client';

import { useState } from 'react';
import { Minus, Plus } from 'lucide-react';
import { classes, control } from './classes';
import { Field, type FieldProps } from './field';
import { nearest, numberError, readNumber } from './number';

/**
 * A number with bounds: typed, stepped by buttons, or by the arrow keys. What is typed may be wrong for a while; `onChange` hears
 * only allowed values, and a sentence says what is allowed. Leaving the field puts the last allowed value back.
 */
export function NumberField({
  label,
  hint,
  error,
  aside,
  value,
  onChange,
  min,
  max,
  step = 1,
  suffix,
  disabled = false,
}: FieldProps & {
  value: number;
  onChange: (value: number) => void;
  min: number;
  max: number;
  /** A fraction allows fractions; otherwise only whole numbers. */
  step?: number;
  /** What is counted, after the number: `digits`. */
  suffix?: string | undefined;
  disabled?: boolean;
}) {
  const [draft, setDraft] = useState<string>();
  const bounds = { min, max, step };
  const shown = draft ?? String(value);
  const problem = draft === undefined ? error : (numberError(draft, bounds) ?? error);

  const type = (text: string) => {
    setDraft(text);
    if (!numberError(text, bounds)) onChange(readNumber(text));
  };
  const move = (steps: number) => {
    setDraft(undefined);
    onChange(nearest(value + steps * step, bounds));
  };

  return (
    <Field label={label} hint={hint} error={problem} aside={aside}>
      {wiring => (
        <div className="relative">
          <input
            {...wiring}
            type="text"
            inputMode={Number.isInteger(step) ? 'numeric' : 'decimal'}
            role="spinbutton"
            aria-valuenow={value}
            aria-valuemin={min}
            aria-valuemax={max}
            {...(suffix && { 'aria-valuetext': `${value} ${suffix}` })}
            autoComplete="off"
            disabled={disabled}
            value={shown}
            onChange={event => type(event.target.value)}
            onBlur={() => setDraft(undefined)}
            onKeyDown={event => {
              const steps = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
              if (steps === undefined) return;
              event.preventDefault();
              move(steps);
            }}
            className={classes(control, 'pr-17')}
          />
          {suffix && (
            // As wide as what is typed, so that the unit stands right behind it.
            <span aria-hidden className="pointer-events-none absolute inset-y-0 left-2.75 flex items-center gap-1.5">
              <span className="invisible">{shown}</span>
              <span className="truncate text-sm text-muted">{suffix}</span>
            </span>
          )}
          {/* The arrow keys do the same, so the buttons stay out of the tab order. */}
          <span className="absolute inset-y-px right-px flex divide-x divide-line border-l border-line">
            <StepButton label="Less" disabled={disabled || value <= min} onClick={() => move(-1)}>
              <Minus aria-hidden className="size-3.5" />
            </StepButton>
            <StepButton label="More" disabled={disabled || value >= max} onClick={() => move(1)}>
              <Plus aria-hidden className="size-3.5" />
            </StepButton>
          </span>
        </div>
      )}
    </Field>
  );
}

function StepButton({
  label,
  ...rest
}: {
  label: string;
  disabled: boolean;
  onClick: () => void;
  children: React.ReactNode;
}) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={label}
      className="grid w-8 place-items-center text-muted transition-colors last:rounded-r-md hover:bg-sunken hover:text-ink disabled:opacity-35"
      {...rest}
    />
  );
}
