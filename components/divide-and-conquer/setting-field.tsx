'use client';

import { CheckboxGroup } from '@/components/ui/checkbox-group';
import { FieldGroup } from '@/components/ui/field';
import { SeriesMarker } from '@/components/ui/marker';
import { NumberField } from '@/components/ui/number-field';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { TextField } from '@/components/ui/text-field';
import type { Field } from '@/lib/experiment/fields';
import { strategies } from '@/lib/prompting/registry';
import { fields } from '@/lib/prompting/settings';
import { Chips } from './chips';
import { useActions, usePanel } from './context';
import { problemOf, shown, type SettingName } from './state';

/** One setting of the experiment, drawn from the panel's table of fields. */
export function SettingField({ name }: { name: SettingName }) {
  const field: Field = fields[name];
  const value = usePanel(state => shown(state, name));
  const error = usePanel(state => problemOf(state, name));
  const { set } = useActions();
  const words = { label: field.label, hint: field.hint, error };
  switch (field.kind) {
    case 'text':
      return (
        <TextField
          {...words}
          mono
          inputMode="numeric"
          value={String(value)}
          onChange={text => set(name, text)}
          aside={lengthOf(String(value))}
        />
      );
    case 'number':
      return (
        <NumberField {...words} {...field} hint={field.hint} value={Number(value)} onChange={next => set(name, next)} />
      );
    case 'choice':
      return (
        <FieldGroup {...words}>
          <SegmentedControl
            label={field.label}
            size="small"
            className="w-full"
            value={String(value)}
            onChange={next => set(name, next)}
            segments={field.options}
          />
        </FieldGroup>
      );
    case 'choices':
      return field.options.every(option => option.label.length <= 2) ? (
        <Chips {...words} value={value as string[]} options={field.options} onChange={next => set(name, next)} />
      ) : (
        <CheckboxGroup
          {...words}
          value={value as string[]}
          onChange={next => set(name, next)}
          options={field.options.map(option => ({ ...option, mark: <Mark id={option.value} /> }))}
        />
      );
  }
}

const lengthOf = (digits: string): string => (digits.length > 4 ? `${digits.length} digits` : '');

/** The sign of a strategy, as in every chart. */
function Mark({ id }: { id: string }) {
  const place = strategies.findIndex(strategy => strategy.id === id);
  return place < 0 ? null : <SeriesMarker index={place} />;
}
