'use client';

import { OriginContext } from '@/components/ui/take-away/origin';
import { type CalculatorState, defaultState } from '@/lib/panels/kv-cache/calculator/state';
import { BasicFields } from './basic-fields';
import { Charts } from './charts';
import { Result } from './result';
import { StorageFields } from './storage-fields';
import { useCalculator } from './use-calculator';

/** Its settings are in no link: a saved figure names the page. */
const origin = { name: 'kv-cache-calculator', link: () => `${location.origin}${location.pathname}` };

/** What the KV cache of a model costs: bytes by kind of layer, what fits on a device, and what compression gains. */
export function Calculator({
  initial = defaultState,
  onChange,
}: {
  initial?: CalculatorState;
  /** Is told of every other state; it must not change. */
  onChange?: (state: CalculatorState) => void;
}) {
  const props = useCalculator(initial, onChange);
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
