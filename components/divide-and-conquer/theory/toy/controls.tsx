'use client';

import { Dices, Undo2 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { FieldGroup } from '@/components/ui/field';
import { NumberField } from '@/components/ui/number-field';
import { SegmentedControl } from '@/components/ui/segmented-control';
import type { Wish } from '@/lib/panels/divide-and-conquer/subtree-isomorphism/draw';
import { sizes, type ToyAction, type ToyState } from './state';

const wishes: readonly { value: Wish; label: string }[] = [
  { value: 'match', label: 'occurs' },
  { value: 'none', label: 'absent' },
  { value: 'chance', label: 'by chance' },
];

/** The sizes, the seed and the kind of the two random trees. */
export function Controls({ state, dispatch }: { state: ToyState; dispatch: (action: ToyAction) => void }) {
  const { seed, patternSize, baseSize, wish, flipped } = state;
  const draw = (change: Extract<ToyAction, { type: 'draw' }>['change']) => dispatch({ type: 'draw', change });
  return (
    <div className="grid grid-cols-2 items-end gap-3 sm:grid-cols-[repeat(3,minmax(0,1fr))] lg:grid-cols-1">
      <NumberField
        label="Pattern nodes"
        value={patternSize}
        {...sizes.pattern}
        onChange={next => draw({ patternSize: next })}
      />
      <NumberField label="Base nodes" value={baseSize} {...sizes.base} onChange={next => draw({ baseSize: next })} />
      <div className="col-span-2 sm:col-span-1">
        <NumberField label="Seed" value={seed} min={0} max={999_999} onChange={next => draw({ seed: next })} />
      </div>
      <div className="col-span-2 sm:col-span-3 lg:col-span-1">
        <FieldGroup label="Pattern in the base tree">
          <SegmentedControl
            label="Pattern in the base tree"
            value={wish}
            onChange={next => draw({ wish: next as Wish })}
            segments={wishes}
            className="w-full"
          />
        </FieldGroup>
      </div>
      <div className="col-span-2 flex flex-wrap gap-2 sm:col-span-3 lg:col-span-1">
        <Button icon={<Dices aria-hidden />} onClick={() => draw({ seed: (seed + 1) % 1_000_000 })}>
          Draw new trees
        </Button>
        {flipped.length > 0 && (
          <Button variant="ghost" icon={<Undo2 aria-hidden />} onClick={() => dispatch({ type: 'unflip' })}>
            Undo {flipped.length} {flipped.length === 1 ? 'colour change' : 'colour changes'}
          </Button>
        )}
      </div>
    </div>
  );
}
