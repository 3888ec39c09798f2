'use client';

import { CheckboxGroup } from '@/components/ui/checkbox-group';
import { FieldGroup } from '@/components/ui/field';
import { SeriesMarker } from '@/components/ui/marker';
import { NumberField } from '@/components/ui/number-field';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { TextField } from '@/components/ui/text-field';
import type { Field } from '@/lib/experiment/fields';
import { strategies } from '@/lib/panels/divide-and-conquer/strategies/registry';
import { fields } from '@/lib/panels/divide-and-conquer/settings';
import { Chips } from '@/components/ui/chips';
import { useActions, usePanel } from '../context';
import { unfitOf, wordsOf } from '@/components/divide-and-conquer/form/rules';
import { problemOf, shown, type SettingName } from '../state';

/** One setting of the experiment, drawn from the panel's table of fields. `hint` takes the place of the table's. */
export function SettingField({ name, hint }: { name: SettingName; hint?: string | undefined }) {
  const field: Field = fields[name];
  const value = usePanel(state => shown(state, name));
  const error = usePanel(state => problemOf(state, name));
  const settings = usePanel(state => state.experiment.settings);
  const { set } = useActions();
  const { label = field.label, suffix, hint: special } = wordsOf(name, settings);
  const words = { label, hint: hint ?? special ?? field.hint, error };
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
        <NumberField {...field} {...words} suffix={suffix} value={Number(value)} onChange={next => set(name, next)} />
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

/** The strategies; those that do not suit the task say why and keep their tick for the way back. */
export function StrategiesField() {
  const field = fields.strategies;
  const value = usePanel(state => shown(state, 'strategies'));
  const error = usePanel(state => problemOf(state, 'strategies'));
  const settings = usePanel(state => state.experiment.settings);
  const unsupported = unfitOf(settings);
  const { set } = useActions();
  const isUnfit = (id: string) => unsupported[id] !== undefined;
  return (
    <CheckboxGroup
      label={field.label}
      error={error}
      value={value.filter(id => !isUnfit(id))}
      onChange={next =>
        set(
          'strategies',
          strategies.map(({ id }) => id).filter(id => (isUnfit(id) ? value.includes(id) : next.includes(id))),
        )
      }
      options={field.options.map(({ value: id, label }) => ({
        value: id,
        label,
        mark: <Mark id={id} />,
        ...(isUnfit(id) && { disabled: true, hint: unsupported[id] }),
      }))}
    />
  );
}

const lengthOf = (digits: string): string => (digits.length > 4 ? `${digits.length} digits` : '');

/** The sign of a strategy, as in every chart. */
function Mark({ id }: { id: string }) {
  const place = strategies.findIndex(strategy => strategy.id === id);
  return place < 0 ? null : <SeriesMarker index={place} />;
}
