'use client';

import { useRef, useState } from 'react';
import { Dices } from 'lucide-react';
import { PlainField } from '@/components/workbench/form/setting-field';
import { useActions, useWorkbenchStore } from '@/components/workbench/context';
import { Button } from '@/components/ui/button';
import { random } from '@/lib/core/random';
import type { SettingPath } from '@/lib/experiment/fields';
import { fields } from '@/lib/panels/divide-and-conquer/settings';
import { findTask } from '@/lib/panels/divide-and-conquer/tasks/registry';
import { usePanel } from '../use-panel';

const lengths = fields.digits.options;

/** The second number, and a button that fills in both with random ones of some length. */
export function RandomNumbersField({ path }: { path: SettingPath }) {
  const [digits, setDigits] = useState('4');
  const task = usePanel(state => findTask(state.experiment.settings.task));
  const store = useWorkbenchStore();
  const { set } = useActions();
  /** Other numbers each time, the same ones for the same seed. */
  const times = useRef(0);
  const fill = (length: string) => {
    const stream = random(store.getState().experiment.seed).fork(`random numbers ${times.current++}`);
    const numbers = task.sample?.(stream, Number(length)) ?? {};
    for (const [name, value] of Object.entries(numbers)) set(name, value);
  };
  return (
    <div className="space-y-2">
      <PlainField path={path} />
      <div className="flex items-center gap-2">
        <Button size="small" icon={<Dices aria-hidden />} onClick={() => fill(digits)}>
          Random numbers of
        </Button>
        <select
          aria-label="Digits of the random numbers"
          value={digits}
          onChange={event => {
            setDigits(event.target.value);
            fill(event.target.value);
          }}
          className="h-8 rounded-md border border-line-strong bg-surface px-1.5 text-sm hover:border-ink"
        >
          {lengths.map(({ value, label }) => (
            <option key={value} value={value}>
              {label} {label === '1' ? 'digit' : 'digits'}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
