'use client';

import { NumberField } from '@/components/ui/number-field';
import { RadioGroup } from '@/components/ui/radio-group';
import { Select } from '@/components/ui/select';
import { allocations } from '@/lib/panels/kv-cache/calculator/allocation/registry';
import { formats } from '@/lib/panels/kv-cache/calculator/formats';
import { bounds } from '@/lib/panels/kv-cache/calculator/state';
import { TechniqueFields } from './technique-fields';
import type { CalculatorProps } from './use-calculator';

const formatOptions = formats.map(({ id, title }) => ({ value: id, label: title }));
const sentenceOf = (id: string): string => formats.find(format => format.id === id)?.sentence ?? '';
const allocationOptions = allocations.map(({ id, title, difference }) => ({
  value: id,
  label: title,
  hint: difference,
}));
const weightOptions = [
  { value: '4', label: '32 bits' },
  { value: '2', label: '16 bits' },
  { value: '1', label: '8 bits' },
  { value: '0.5', label: '4 bits' },
];

/** How the cache is compressed, in which formats it is stored, and how a program sets memory aside. */
export function StorageFields(props: CalculatorProps) {
  const { state, change, calculation } = props;
  const { layers } = calculation.model;
  const hasIndex = layers.some(({ stores }) =>
    stores.some(store => store.kind !== 'state' && store.entry.some(({ role }) => role === 'index')),
  );
  return (
    <section aria-label="Compression and storage" className="space-y-6">
      <TechniqueFields {...props} />
      <div className="space-y-4">
        <h3 className="font-semibold">Formats</h3>
        <Select
          label="Cache"
          value={state.format}
          onChange={format => change({ format })}
          options={formatOptions}
          hint={sentenceOf(state.format)}
        />
        {hasIndex && (
          <Select
            label="Vectors of the indexer"
            value={state.index}
            onChange={index => change({ index })}
            options={formatOptions}
            hint={sentenceOf(state.index)}
          />
        )}
        <Select
          label="Weights"
          value={String(state.weightBytes)}
          onChange={bytes => change({ weightBytes: Number(bytes) })}
          options={weightOptions}
        />
      </div>
      <div className="space-y-4">
        <RadioGroup
          label="Memory as set aside by"
          value={state.allocation}
          onChange={allocation => change({ allocation })}
          options={allocationOptions}
        />
        <NumberField
          label="Usable memory"
          suffix="% of the device"
          value={state.usable}
          onChange={usable => change({ usable })}
          {...bounds.usable}
          hint="The rest is for activations, code and the system."
        />
      </div>
    </section>
  );
}
