'use client';

import { useState } from 'react';
import { Dices } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { fields } from '@/lib/panels/divide-and-conquer/settings';
import { useActions } from '@/components/workbench/context';

const drawable = fields.digits.kind === 'choices' ? fields.digits.options : [];

/** Fills in two numbers of some length. */
export function DrawField() {
  const [digits, setDigits] = useState('4');
  const { draw } = useActions();
  return (
    <div className="flex items-center gap-2">
      <Button size="small" icon={<Dices aria-hidden />} onClick={() => draw(Number(digits))}>
        Draw two of
      </Button>
      <select
        aria-label="Digits of the numbers to draw"
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
