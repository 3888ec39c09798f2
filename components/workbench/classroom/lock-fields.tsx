'use client';

import { SegmentedControl } from '@/components/ui/segmented-control';
import { fieldAt } from '@/lib/experiment/fields';
import { formLines } from '@/lib/experiment/form';
import { type Lock, lockOf, type Locks } from '@/lib/experiment/locks';
import type { Experiment, Panel } from '@/lib/experiment/panel';
import { useWorkbench } from '../context';
import { drawnLines } from '../form/drawn-lines';

interface FormPart {
  /** As the link names it. */
  name: string;
  label: string;
}

/** The parts of the form as it stands, in its order. */
function partsOf(panel: Panel, { settings }: Experiment): FormPart[] {
  return [
    { name: 'model', label: 'Model' },
    ...(panel.form?.embeds?.(settings) ? [{ name: 'embedder', label: 'Embedder' }] : []),
    ...(panel.form?.comparesModels?.(settings) ? [{ name: 'compare', label: 'Models to compare' }] : []),
    ...drawnLines(formLines(panel, settings), panel).map(({ path, label = fieldAt(panel.fields, path).label }) => ({
      name: path,
      label,
    })),
    { name: 'seed', label: 'Seed' },
    { name: 'sampling', label: 'Sampling' },
  ];
}

const segments = [
  { value: 'open', label: 'open' },
  { value: 'locked', label: 'locked' },
  { value: 'hidden', label: 'hidden' },
];

/** What a class may change of the form: each part is open, locked or hidden. */
export function LockFields({ value, onChange }: { value: Locks; onChange: (locks: Locks) => void }) {
  const panel = useWorkbench(state => state.panel);
  const experiment = useWorkbench(state => state.experiment);
  const parts = partsOf(panel, experiment);
  const set = (name: string, lock: Lock | null) => {
    const without = (names: readonly string[]) => names.filter(other => other !== name);
    onChange({
      locked: [...without(value.locked), ...(lock === 'locked' ? [name] : [])],
      hidden: [...without(value.hidden), ...(lock === 'hidden' ? [name] : [])],
    });
  };
  return (
    <ul className="divide-y divide-line">
      {parts.map(({ name, label }) => (
        <li key={name} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-1.5">
          <span>{label}</span>
          <SegmentedControl
            label={label}
            size="small"
            value={lockOf(value, [name]) ?? 'open'}
            onChange={lock => set(name, lock === 'locked' || lock === 'hidden' ? lock : null)}
            segments={segments}
          />
        </li>
      ))}
    </ul>
  );
}
