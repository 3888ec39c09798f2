'use client';

import { useState } from 'react';
import { classes, control } from '@/components/ui/classes';
import { Field } from '@/components/ui/field';
import { numberError, readNumber } from '@/components/ui/number';
import type { Prices } from '@/lib/evaluation/measure';
import type { ModelChoice } from './columns';

const bounds = { min: 0, max: 1_000_000, step: 0.01 };

interface Typed {
  in: string;
  out: string;
}

const empty: Typed = { in: '', out: '' };

/** Two prices a model, in any currency. They stay on this page: no link and no file carries them. `onChange` hears null until both are there. */
export function PriceFields({
  models,
  known,
  onChange,
}: {
  models: readonly ModelChoice[];
  /** What was entered before, by model. */
  known: Readonly<Record<string, Prices>>;
  onChange: (model: string, prices: Prices | null) => void;
}) {
  const [typed, setTyped] = useState(() => typedOf(known));
  const type = (key: string, change: Partial<Typed>) => {
    const next = { ...(typed[key] ?? empty), ...change };
    setTyped({ ...typed, [key]: next });
    onChange(key, pricesOf(next));
  };
  return (
    <fieldset className="max-w-measure space-y-2">
      <legend className="font-semibold">Your prices</legend>
      <p className="text-caption text-muted">
        Per million tokens, in any currency. They are kept on this page only: no link and no file carries them.
      </p>
      {models.map(({ key, title }) => (
        <div key={key} className="grid gap-3 sm:grid-cols-2">
          <PriceField
            label={models.length > 1 ? `${title}: tokens in` : 'Tokens in'}
            value={typed[key]?.in ?? ''}
            onChange={value => type(key, { in: value })}
          />
          <PriceField
            label={models.length > 1 ? `${title}: tokens out` : 'Tokens out'}
            value={typed[key]?.out ?? ''}
            onChange={value => type(key, { out: value })}
          />
        </div>
      ))}
    </fieldset>
  );
}

const typedOf = (known: Readonly<Record<string, Prices>>): Readonly<Record<string, Typed>> =>
  Object.fromEntries(
    Object.entries(known).map(([key, { promptTokens, completionTokens }]) => [
      key,
      { in: String(promptTokens), out: String(completionTokens) },
    ]),
  );

function pricesOf(typed: Typed): Prices | null {
  if ([typed.in, typed.out].some(text => numberError(text, bounds))) return null;
  return { promptTokens: readNumber(typed.in), completionTokens: readNumber(typed.out) };
}

function PriceField({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <Field label={label} error={value === '' ? undefined : numberError(value, bounds)}>
      {wiring => (
        <input
          {...wiring}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          placeholder="none"
          value={value}
          onChange={event => onChange(event.target.value)}
          className={classes(control, 'tabular-nums')}
        />
      )}
    </Field>
  );
}
