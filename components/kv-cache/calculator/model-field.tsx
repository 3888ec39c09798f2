'use client';

import { useState } from 'react';
import { FileJson } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { lazily } from '@/components/ui/lazily';
import { NumberField } from '@/components/ui/number-field';
import { Select } from '@/components/ui/select';
import { presetGroups } from '@/lib/panels/kv-cache/calculator/presets/models';
import { bounds, type CalculatorState } from '@/lib/panels/kv-cache/calculator/state';
import type { CalculatorProps } from './use-calculator';

const ConfigDialog = lazily(() => import('./config-dialog').then(module => module.ConfigDialog));

/** Stands for the user's own config in the list. */
const own = 'own config';

const groups = presetGroups.map(({ title, models }) => ({
  label: title,
  options: models.map(model => ({ value: model.id, label: model.title })),
}));

/** A preset, or a config.json of the user's own. */
export function ModelField({ state: { model }, change, calculation }: CalculatorProps) {
  const [isOpen, setOpen] = useState(false);
  const isOwn = model.kind === 'own';
  return (
    <div className="space-y-2">
      <Select
        label="Model"
        value={isOwn ? own : model.id}
        onChange={id => id !== own && change({ model: { kind: 'preset', id } })}
        options={isOwn ? [{ value: own, label: model.name }, ...groups] : groups}
        hint={`Config: ${calculation.source}.`}
      />
      <Button size="small" icon={<FileJson aria-hidden />} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        Use your own config.json
      </Button>
      {isOwn && <Parameters model={model} onChange={changed => change({ model: changed })} />}
      {isOpen && (
        <ConfigDialog
          onClose={() => setOpen(false)}
          onRead={read => {
            change({ model: read });
            setOpen(false);
          }}
        />
      )}
    </div>
  );
}

type Own = Extract<CalculatorState['model'], { kind: 'own' }>;

/** A config does not say how many parameters its model has. */
function Parameters({ model, onChange }: { model: Own; onChange: (model: Own) => void }) {
  const field = { suffix: 'billion', step: 0.1, ...bounds.parameters };
  return (
    <div className="space-y-3 border-l-2 border-line pl-3">
      <NumberField
        {...field}
        label="Parameters"
        value={model.parameters}
        onChange={parameters => onChange({ ...model, parameters })}
        hint="A config.json does not say it. At 0, the weights need no memory and no time."
      />
      <NumberField
        {...field}
        label="Of these, used by a token"
        value={model.active}
        onChange={active => onChange({ ...model, active })}
        hint="Fewer in a mixture of experts. 0: all of them."
      />
    </div>
  );
}
