'use client';

import { useRef, useState } from 'react';
import { Dices } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { useActions } from '@/components/workbench/context';
import { PlainField } from '@/components/workbench/form/setting-field';
import { random } from '@/lib/core/random';
import type { FormLine } from '@/lib/experiment/form';
import { taskSettings } from '@/lib/panels/divide-and-conquer/settings';
import { arithmeticFields } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/fields';
import type { Pair } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/numbers';
import { usePanel } from '../use-panel';
import { taskAt, taskPath } from './task-path';

const lengths = arithmeticFields.digits.options;

/** The second number, and a button that fills in both numbers as a run of many problems would sample them. */
export function RandomNumbersField(line: FormLine) {
  const task = taskAt(line.path);
  const [digits, setDigits] = useState('4');
  const { seed, settings } = usePanel(state => state.experiment);
  const { set } = useActions();
  /** Each press gives other numbers; the same seed gives the same series of numbers. */
  const presses = useRef(0);
  const fill = async (length: string) => {
    const stream = random(seed).fork(`random numbers ${presses.current++}`);
    const one = { ...taskSettings(settings, task), digits: [length], count: 1 };
    const [pair] = (await task.problems(one, 'many', stream)) as Pair[];
    if (!pair) return;
    set(taskPath(task, 'a'), pair.a);
    set(taskPath(task, 'b'), pair.b);
  };
  return (
    <div className="space-y-2">
      <PlainField {...line} />
      <div className="flex flex-wrap items-center gap-2">
        <Button size="small" icon={<Dices aria-hidden />} onClick={() => void fill(digits)}>
          Random numbers of
        </Button>
        <select
          aria-label="Digits of the random numbers"
          value={digits}
          onChange={event => {
            setDigits(event.target.value);
            void fill(event.target.value);
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
