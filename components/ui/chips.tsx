'use client';

import { FieldGroup, type FieldProps } from './field';

/** Any of several short values in a row. The value keeps the order of the options. */
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
      <div className="grid gap-1" style={{ gridTemplateColumns: `repeat(${options.length}, minmax(0, 2.25rem))` }}>
        {options.map(option => (
          <label
            key={option.value}
            className="grid h-8 cursor-pointer place-items-center rounded-md border border-line-strong bg-surface font-mono text-sm transition-colors hover:border-ink has-checked:border-accent has-checked:bg-accent has-checked:font-semibold has-checked:text-accent-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
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
