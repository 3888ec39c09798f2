'use client';

import { useState } from 'react';
import { Minus, Plus } from 'lucide-react';
import { classes, control } from './classes';
import { Field, type FieldProps } from './field';
import { nearest, numberError, readNumber } from './number';

/** A typed text, and the value of the field that it belongs to. */
interface Draft {
  text: string;
  value: number;
}

/**
 * A number with bounds that is typed, or changed by the arrow keys or the buttons. `onChange` receives allowed numbers only. A text
 * that is not allowed stays in the field, also after the field loses focus, beside a sentence that says what is allowed. An owner that
 * must know of such a text passes `onInvalid` and gives the text back as `draft` until `onChange` is called.
 */
export function NumberField({
  label,
  hint,
  error,
  aside,
  value,
  draft,
  onChange,
  onInvalid,
  min,
  max,
  step = 1,
  suffix,
  disabled = false,
}: FieldProps & {
  value: number;
  /** The text that `onInvalid` received last, as long as it is shown. */
  draft?: string | undefined;
  onChange: (value: number) => void;
  /** Receives texts that are not allowed. Without it, the field keeps them itself. */
  onInvalid?: (text: string) => void;
  min: number;
  max: number;
  /** Fractions are allowed only if this is a fraction. */
  step?: number;
  /** The unit after the number: `digits`. */
  suffix?: string | undefined;
  disabled?: boolean;
}) {
  const [own, setOwn] = useState<Draft>();
  // The value was changed elsewhere, for instance by a reset, so the typed text is out of date.
  if (own && own.value !== value) setOwn(undefined);
  const bounds = { min, max, step };
  const shown = draft ?? own?.text ?? String(value);
  const typingError = numberError(shown, bounds);

  const type = (text: string) => {
    const isWrong = numberError(text, bounds) !== undefined;
    const next = isWrong ? value : readNumber(text);
    setOwn(isWrong && onInvalid ? undefined : { text, value: next });
    if (isWrong) onInvalid?.(text);
    else if (next !== value || draft !== undefined) onChange(next);
  };
  const move = (steps: number) => {
    const typed = readNumber(shown);
    setOwn(undefined);
    onChange(nearest((Number.isNaN(typed) ? value : typed) + steps * step, bounds));
  };
  const leave = () => {
    if (!typingError) setOwn(undefined);
  };

  return (
    <Field label={label} hint={hint} error={typingError ?? error} aside={aside}>
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
            {...(suffix && { 'aria-valuetext': `${shown} ${suffix}` })}
            autoComplete="off"
            disabled={disabled}
            value={shown}
            onChange={event => type(event.target.value)}
            onBlur={leave}
            onKeyDown={event => {
              const steps = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
              if (steps === undefined) return;
              event.preventDefault();
              move(steps);
            }}
            className={classes(control, 'pr-17')}
          />
          {suffix && (
            // The invisible copy of the number places the unit right behind it.
            <span
              aria-hidden
              className="pointer-events-none absolute inset-y-0 right-17 left-2.75 flex items-center gap-1.5 overflow-hidden"
            >
              <span className="invisible">{shown}</span>
              <span className="truncate text-sm text-muted">{suffix}</span>
            </span>
          )}
          {/* The arrow keys do the same, so the buttons are not in the tab order. */}
          <span className="absolute inset-y-px right-px flex divide-x divide-line border-l border-line">
            <StepButton label="Less" disabled={disabled || readNumber(shown) <= min} onClick={() => move(-1)}>
              <Minus aria-hidden className="size-3.5" />
            </StepButton>
            <StepButton label="More" disabled={disabled || readNumber(shown) >= max} onClick={() => move(1)}>
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
