'use client';

import { type ReactNode, useId } from 'react';
import { Check } from 'lucide-react';
import { FieldGroup, type FieldProps } from './field';

export interface CheckboxOption {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  /** Drawn before the label: the marker of a series, or an icon. */
  mark?: ReactNode;
  disabled?: boolean;
}

/** Any number of several options. The value keeps the order of the options, so that equal choices give equal links. */
export function CheckboxGroup({
  label,
  hint,
  error,
  value,
  onChange,
  options,
  disabled = false,
}: FieldProps & {
  value: readonly string[];
  onChange: (value: string[]) => void;
  options: readonly CheckboxOption[];
  disabled?: boolean;
}) {
  const toggle = (changed: string, on: boolean) =>
    onChange(options.map(option => option.value).filter(option => (option === changed ? on : value.includes(option))));
  return (
    <FieldGroup label={label} hint={hint} error={error}>
      <div className="space-y-1.5">
        {options.map(option => (
          <Item
            key={option.value}
            option={option}
            checked={value.includes(option.value)}
            disabled={disabled || option.disabled === true}
            onChange={on => toggle(option.value, on)}
          />
        ))}
      </div>
    </FieldGroup>
  );
}

function Item({
  option,
  checked,
  disabled,
  onChange,
}: {
  option: CheckboxOption;
  checked: boolean;
  disabled: boolean;
  onChange: (on: boolean) => void;
}) {
  const id = useId();
  return (
    <div className="flex items-start gap-2">
      <button
        id={id}
        type="button"
        role="checkbox"
        aria-checked={checked}
        data-state={checked ? 'checked' : 'unchecked'}
        disabled={disabled}
        aria-describedby={option.hint ? `${id}-hint` : undefined}
        onClick={() => onChange(!checked)}
        // Only Space toggles a checkbox.
        onKeyDown={event => event.key === 'Enter' && event.preventDefault()}
        className="mt-1 grid size-4 shrink-0 place-items-center rounded-sm border border-line-strong bg-surface transition-colors disabled:opacity-45 data-[state=checked]:border-accent data-[state=checked]:bg-accent"
      >
        {checked && <Check aria-hidden strokeWidth={3} className="size-3 text-accent-ink" />}
      </button>
      <div className="min-w-0">
        <label htmlFor={id} className="inline-flex items-center gap-1.5">
          {option.mark}
          {option.label}
        </label>
        {option.hint && (
          <p id={`${id}-hint`} className="text-caption text-muted">
            {option.hint}
          </p>
        )}
      </div>
    </div>
  );
}
