'use client';

import { NumberField } from '@/components/ui/number-field';
import { Select } from '@/components/ui/select';
import { readOn } from '@/lib/panels/kv-cache/calculator/presets/contract';
import { devices } from '@/lib/panels/kv-cache/calculator/presets/devices';
import { bounds } from '@/lib/panels/kv-cache/calculator/state';
import { ModelField } from './model-field';
import type { CalculatorProps } from './use-calculator';

const deviceOptions = devices.map(({ id, title }) => ({ value: id, label: title }));

/** The questions that everybody has: which model, on what, how long a text, how many users. */
export function BasicFields(props: CalculatorProps) {
  const { state, change, calculation } = props;
  const { context } = calculation.model;
  const isLong = context !== null && state.context > context;
  return (
    <section aria-label="Model and device" className="space-y-4">
      <ModelField {...props} />
      <Select
        label="Device"
        value={state.device}
        onChange={device => change({ device })}
        options={deviceOptions}
        hint={`Source: ${calculation.deployment.device.source} (${readOn}).`}
      />
      <NumberField
        label="Context"
        suffix="tokens"
        value={state.context}
        onChange={value => change({ context: value })}
        {...bounds.context}
        step={1024}
        hint={
          <>
            Prompt and answer of one sequence.
            {context !== null && ` The model is made for up to ${context.toLocaleString('en')}.`}
            {isLong && <span className="text-warning"> This is longer.</span>}
          </>
        }
      />
      <NumberField
        label="Users"
        suffix="at once"
        value={state.users}
        onChange={users => change({ users })}
        {...bounds.users}
      />
    </section>
  );
}
