'use client';

import { FieldGroup, type FieldProps } from './field';

/**
 * Any number of several short values. They share one row while their texts fit, and wrap otherwise. The value keeps the order of the
 * options.
 */
export function Chips({
  value,
  options,
  onChange,
  ...words
}: FieldProps & {
  value: readonly string[];
  options: readonly { value: string; label: string }[];
  onChange: (value: string[]) => void;
}) {
  const toggle = (changed: string, on: boolean) =>
    onChange(options.map(option => option.value).filter(option => (option === changed ? on : value.includes(option))));
  return (
    <FieldGroup {...words}>
      <div className="flex flex-wrap gap-1">
        {options.map(option => (
          <label
            key={option.value}
            // An equal share of the row, at most 2.25rem and at least the text. `relative` keeps the hidden input with its chip.
            style={{ flexBasis: `min(2.25rem, (100% - ${(options.length - 1) * 0.25}rem) / ${options.length})` }}
            className="relative grid min-h-8 min-w-min cursor-pointer place-items-center rounded-md border border-line-strong bg-surface px-0.5 font-mono text-sm forced-color-adjust-none transition-colors hover:border-ink has-checked:border-accent has-checked:bg-accent has-checked:font-semibold has-checked:text-accent-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="checkbox"
              className="sr-only"
              checked={value.includes(option.value)}
              onChange={event => toggle(option.value, event.target.checked)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}
