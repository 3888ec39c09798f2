'use client';

import { useMemo } from 'react';
import { OriginContext } from '@/components/ui/take-away/origin';
import { type CalculatorState, defaultState } from '@/lib/panels/kv-cache/calculator/state';
import { linkFrom } from './address';
import { BasicFields } from './basic-fields';
import { Charts } from './charts';
import { Result } from './result';
import { StorageFields } from './storage-fields';
import { useCalculator } from './use-calculator';

/** A saved figure names the page that shows the same state, wherever it was drawn. */
const originOf = (state: CalculatorState) => ({
  name: 'kv-cache-calculator',
  link: () => linkFrom(`${location.origin}${process.env.NEXT_PUBLIC_BASE_PATH ?? ''}/kv-cache/calculator/`, state),
});

/** What the KV cache of a model costs: bytes by kind of layer, what fits on a device, and what compression gains. */
export function Calculator({
  initial = defaultState,
  onChange,
}: {
  initial?: CalculatorState;
  /** Is told of every state but the first. */
  onChange?: (state: CalculatorState) => void;
}) {
  const props = useCalculator(initial, onChange);
  const origin = useMemo(() => originOf(props.state), [props.state]);
  return (
    <OriginContext value={origin}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-8 lg:grid-cols-[20rem_minmax(0,1fr)]">
        <BasicFields {...props} />
        <Result {...props} />
        <StorageFields {...props} />
        <Charts {...props} />
      </div>
    </OriginContext>
  );
}
