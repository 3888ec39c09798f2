'use client';

import { NumberField } from '@/components/ui/number-field';
import { Switch } from '@/components/ui/switch';
import { counted } from '@/lib/core/in-words';
import { firstSettings } from '@/lib/panels/kv-cache/calculator/state';
import { effectiveRatio, type Technique } from '@/lib/panels/kv-cache/calculator/techniques/contract';
import { techniques } from '@/lib/panels/kv-cache/calculator/techniques/registry';
import type { CalculatorProps } from './use-calculator';
import { factorText } from './words';

/** The techniques, each with a switch; those that are on show their numbers. */
export function TechniqueFields(props: CalculatorProps) {
  const { group } = props.calculation.model;
  return (
    <div className="space-y-4">
      <div>
        <h3 className="font-semibold">Fewer tokens in the cache</h3>
        <p className="text-caption text-muted">
          Techniques combine: each gets what the one before it left.
          {group !== null &&
            (group > 1
              ? ` Grouped queries come first: ${factorText(group)} fewer KV heads than heads, by the config.`
              : ' This model has no grouped queries: every head has keys and values of its own.')}
        </p>
      </div>
      {techniques.map(technique => (
        <OneTechnique key={technique.id} technique={technique} {...props} />
      ))}
    </div>
  );
}

function OneTechnique({ technique, state, change, calculation }: CalculatorProps & { technique: Technique }) {
  const { id, title, sentence, source, fields } = technique;
  const settings = state.techniques[id];
  const set = (some: Record<string, number> | undefined) => change({ techniques: { ...state.techniques, [id]: some } });
  const suits = calculation.model.layers.some(({ stores }) =>
    stores.some(store => store.kind === 'growing' && technique.suits(store)),
  );
  return (
    <div className="space-y-3">
      <Switch
        label={title}
        hint={`${sentence} Source: ${source}.`}
        checked={settings !== undefined}
        onChange={isOn => set(isOn ? firstSettings(technique) : undefined)}
      />
      {settings && (
        <div className="space-y-3 border-l-2 border-line pl-3">
          {!suits && (
            <p className="text-caption text-warning">
              It changes nothing here: no layer of this model has a cache that it is made for.
            </p>
          )}
          {Object.entries(fields).map(([name, { label, suffix, min, max, step }]) => (
            <NumberField
              key={name}
              label={label}
              suffix={suffix}
              value={settings[name] ?? min}
              onChange={value => set({ ...settings, [name]: value })}
              {...{ min, max, ...(step !== undefined && { step }) }}
            />
          ))}
          {suits && (
            <p className="text-caption text-muted">
              At {counted(state.context, 'token')} it is{' '}
              {factorText(effectiveRatio(technique, state.context, settings))} in effect.
            </p>
          )}
        </div>
      )}
    </div>
  );
}
