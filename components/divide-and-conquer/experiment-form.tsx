'use client';

import { useState } from 'react';
import { Dices } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { NumberField } from '@/components/ui/number-field';
import { samplingFields, seedField } from '@/lib/experiment/spec';
import { fields } from '@/lib/prompting/settings';
import { useActions, usePanel } from './context';
import { ModelField } from './model-field';
import { SettingField } from './setting-field';
import { shown, type SettingName } from './state';

/** Settings that only matter to a given problem, or to drawn ones. */
const onlyFor: Partial<Record<SettingName, 'given' | 'drawn'>> = {
  a: 'given',
  b: 'given',
  digits: 'drawn',
  count: 'drawn',
};

/** The experiment: all that a link carries, in the order of its schema. */
export function ExperimentForm() {
  const problems = usePanel(state => shown(state, 'problems'));
  const names = (Object.keys(fields) as SettingName[]).filter(name => (onlyFor[name] ?? problems) === problems);
  return (
    <form aria-label="Experiment" className="space-y-5" onSubmit={event => event.preventDefault()}>
      <ModelField />
      <Sampling />
      <Seed />
      {names.map(name => (
        <div key={name} className="space-y-2">
          <SettingField name={name} />
          {name === 'b' && <Draw />}
        </div>
      ))}
    </form>
  );
}

function Seed() {
  const seed = usePanel(state => state.experiment.seed);
  const { setSeed } = useActions();
  return <NumberField {...seedField} value={seed} onChange={setSeed} />;
}

function Sampling() {
  const sampling = usePanel(state => state.experiment.sampling);
  const { setSampling } = useActions();
  const { temperature, max_tokens } = sampling;
  return (
    <details className="group">
      <summary className="text-sm">
        <span className="font-semibold">Sampling</span>{' '}
        <span className="text-muted">
          {temperature === 0 ? 'greedy' : `temperature ${temperature}`}, up to {max_tokens} tokens
        </span>
      </summary>
      <div className="mt-3 space-y-4 border-l border-line pl-3">
        {(Object.keys(samplingFields) as (keyof typeof samplingFields)[]).map(name => (
          <NumberField
            key={name}
            {...samplingFields[name]}
            value={sampling[name]}
            onChange={value => setSampling({ [name]: value })}
          />
        ))}
      </div>
    </details>
  );
}

const drawable = fields.digits.kind === 'choices' ? fields.digits.options : [];

/** Fills in two factors of some length. */
function Draw() {
  const [digits, setDigits] = useState('4');
  const { draw } = useActions();
  return (
    <div className="flex items-center gap-2">
      <Button size="small" icon={<Dices aria-hidden />} onClick={() => draw(Number(digits))}>
        Draw two of
      </Button>
      <select
        aria-label="Digits of the factors to draw"
        value={digits}
        onChange={event => {
          setDigits(event.target.value);
          draw(Number(event.target.value));
        }}
        className="h-8 rounded-md border border-line-strong bg-surface px-1.5 text-sm hover:border-ink"
      >
        {drawable.map(({ value, label }) => (
          <option key={value} value={value}>
            {label} {label === '1' ? 'digit' : 'digits'}
          </option>
        ))}
      </select>
    </div>
  );
}
