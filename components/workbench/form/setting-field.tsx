'use client';

import { useState } from 'react';
import { CheckboxGroup } from '@/components/ui/checkbox-group';
import { Chips } from '@/components/ui/chips';
import { FieldGroup } from '@/components/ui/field';
import { SeriesMarker } from '@/components/ui/marker';
import { NumberField } from '@/components/ui/number-field';
import { RadioGroup } from '@/components/ui/radio-group';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { TextField } from '@/components/ui/text-field';
import type { Json } from '@/lib/core/json';
import { type Field, fieldAt, type Option, settingAt } from '@/lib/experiment/fields';
import type { FormLine } from '@/lib/experiment/form';
import { useActions, useViews, useWorkbench } from '../context';
import { draftProblem, shownSetting } from '../state';

/** One setting of the experiment: the panel's own control for it, or the one that follows from its kind. */
export function SettingField(line: FormLine) {
  const field = useWorkbench(({ panel }) => fieldAt(panel.fields, line.path));
  const { controls } = useViews();
  const Control = field.control === undefined ? undefined : controls?.[field.control];
  return Control ? <Control {...line} /> : <PlainField {...line} />;
}

/** The control that follows from a field's kind. A panel's own control may contain it. */
export function PlainField({ path, ...words }: FormLine) {
  const field = useWorkbench(({ panel }) => fieldAt(panel.fields, path));
  const value = useWorkbench(state => shownSetting(state, path));
  const number = useWorkbench(({ experiment }) => settingAt(experiment.settings, path));
  const error = useWorkbench(state => draftProblem(state, path));
  const { set } = useActions();
  const { label = field.label, hint = field.hint, suffix, unsupported } = words;
  return (
    <Control
      {...{ field, value, number, suffix, unsupported }}
      words={{ label, hint, error }}
      onChange={next => set(path, next)}
    />
  );
}

interface ControlProps {
  field: Field;
  /** What is shown, allowed or not. */
  value: Json;
  /** The last allowed value, which a number field steps from. */
  number: Json | undefined;
  words: { label: string; hint: string | undefined; error: string | undefined };
  suffix: string | undefined;
  unsupported: FormLine['unsupported'] | undefined;
  onChange: (value: Json) => void;
}

function Control({ field, value, number, words, suffix, unsupported, onChange }: ControlProps) {
  switch (field.kind) {
    case 'text':
      return <Text field={field} words={words} value={String(value)} onChange={onChange} />;
    case 'number':
      return (
        <NumberField
          {...field}
          {...words}
          suffix={suffix ?? field.suffix}
          value={Number(number)}
          draft={value === number ? undefined : String(value)}
          onChange={onChange}
          onInvalid={onChange}
        />
      );
    case 'choice':
      return <Choice {...{ words, onChange }} options={field.options} value={String(value)} />;
    case 'choices':
      return <Choices {...{ words, onChange, unsupported }} options={field.options} value={listOf(value)} />;
  }
}

/** Shows a text as it was typed until the field is left: to normalise it under the caret would move the caret and take spaces away. */
function Text({
  field: { inputMode = 'text', unit, normalise },
  words,
  value,
  onChange,
}: Pick<ControlProps, 'words' | 'onChange'> & { field: Extract<Field, { kind: 'text' }>; value: string }) {
  const [typed, setTyped] = useState<string>();
  const isShown = typed !== undefined && (normalise?.(typed) ?? typed) === (normalise?.(value) ?? value);
  return (
    <TextField
      {...words}
      mono
      inputMode={inputMode}
      value={isShown ? typed : value}
      onChange={text => {
        setTyped(text);
        onChange(text);
      }}
      onBlur={() => setTyped(undefined)}
      aside={lengthOf(value, unit)}
    />
  );
}

const listOf = (value: Json): string[] => (Array.isArray(value) ? value.map(String) : []);

/** `8 digits`; empty for texts so short that a count does not help. */
const lengthOf = (text: string, unit: string | undefined): string =>
  unit && text.length > 4 ? `${text.length} ${unit}` : '';

/** Options with a sentence are listed below each other; others side by side. */
function Choice({
  words,
  options,
  value,
  onChange,
}: Pick<ControlProps, 'words' | 'onChange'> & { options: readonly Option[]; value: string }) {
  if (options.some(({ hint }) => hint !== undefined)) {
    const withHints = options.map(({ hint = '', ...option }) => ({ ...option, hint }));
    return <RadioGroup {...words} value={value} onChange={onChange} options={withHints} />;
  }
  return (
    <FieldGroup {...words}>
      <SegmentedControl
        label={words.label}
        size="small"
        className="w-full"
        value={value}
        onChange={onChange}
        segments={options}
      />
    </FieldGroup>
  );
}

/** Any number of several options. An unsupported one says why, and keeps its tick until it is supported again. */
function Choices({
  words,
  options,
  value,
  unsupported = {},
  onChange,
}: Pick<ControlProps, 'words' | 'onChange'> & {
  options: readonly Option[];
  value: readonly string[];
  unsupported: FormLine['unsupported'] | undefined;
}) {
  if (options.every(({ label }) => label.length <= 2)) {
    return <Chips {...words} value={value} options={options} onChange={onChange} />;
  }
  const isOpen = (option: string) => unsupported[option] === undefined;
  return (
    <CheckboxGroup
      {...words}
      value={value.filter(isOpen)}
      onChange={next =>
        onChange(
          options.map(option => option.value).filter(id => (isOpen(id) ? next.includes(id) : value.includes(id))),
        )
      }
      options={options.map(({ value: id, label, series }) => ({
        value: id,
        label,
        mark: series === undefined ? undefined : <SeriesMarker index={series} />,
        ...(!isOpen(id) && { disabled: true, hint: unsupported[id] }),
      }))}
    />
  );
}
