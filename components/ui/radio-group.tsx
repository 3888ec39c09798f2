'use client';

import { useId } from 'react';
import { FieldGroup, type FieldProps } from './field';

export interface RadioOption {
  value: string;
  label: string;
  /** One sentence. Visible for the chosen option; screen readers read it for every option. */
  hint: string;
  disabled?: boolean;
}

/** One of several options with a sentence each. Only the sentence of the chosen option is visible. */
export function RadioGroup({
  value,
  onChange,
  options,
  disabled = false,
  ...words
}: FieldProps & {
  value: string;
  onChange: (value: string) => void;
  options: readonly RadioOption[];
  disabled?: boolean;
}) {
  const id = useId();
  return (
    <FieldGroup {...words}>
      <div className="space-y-0.5">
        {options.map(option => {
          const isChosen = option.value === value;
          const own = `${id}-${option.value}`;
          return (
            <div
              key={option.value}
              className="rounded-md border border-transparent px-2 py-1 transition-colors hover:bg-sunken has-checked:border-line-strong has-checked:bg-surface forced-colors:not-has-checked:border-paper has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-accent"
            >
              <label className="flex cursor-pointer items-start gap-2" title={isChosen ? undefined : option.hint}>
                <input
                  type="radio"
                  name={id}
                  value={option.value}
                  checked={isChosen}
                  disabled={disabled || option.disabled === true}
                  aria-describedby={`${own}-hint`}
                  onChange={() => onChange(option.value)}
                  className="mt-1.25 size-3.5 shrink-0 accent-accent outline-none"
                />
                <span className={isChosen ? 'font-semibold' : ''}>{option.label}</span>
              </label>
              <p id={`${own}-hint`} className={isChosen ? 'pl-5.5 text-caption text-muted' : 'sr-only'}>
                {option.hint}
              </p>
            </div>
          );
        })}
      </div>
    </FieldGroup>
  );
}
