'use client';

import { SegmentedControl } from '@/components/ui/segmented-control';
import { fieldAt, type SettingPath } from '@/lib/experiment/fields';
import { formLines } from '@/lib/experiment/form';
import { covers, type Lock, lockOf, type Locks, noLocks } from '@/lib/experiment/locks';
import type { Experiment, Panel } from '@/lib/experiment/panel';
import { useWorkbench } from '../context';
import { drawnLines } from '../form/drawn-lines';

interface FormPart {
  /** As the link names it. */
  name: string;
  label: string;
  /** The settings that its control edits; its name, where that is none of the panel's settings. */
  paths: readonly SettingPath[];
}

/** The parts of the form as it stands, in its order. */
function partsOf(panel: Panel, { settings }: Experiment): FormPart[] {
  const common = (name: string, label: string): FormPart => ({ name, label, paths: [name] });
  return [
    common('model', 'Model'),
    ...(panel.form?.embeds?.(settings) ? [common('embedder', 'Embedder')] : []),
    ...(panel.form?.comparesModels?.(settings) ? [common('compare', 'Models to compare')] : []),
    ...drawnLines(formLines(panel, settings), panel).map(
      ({ path, paths, label = fieldAt(panel.fields, path).label }) => ({ name: path, label, paths }),
    ),
    common('seed', 'Seed'),
    common('sampling', 'Sampling'),
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
  const set = (part: FormPart, lock: Lock | null) => {
    const hasPart = (name: string) => part.paths.some(path => covers(name, path));
    // A name of a link may be that of a group: the other parts of the group then stay as they are, by their own names.
    const next = (kind: Lock) => {
      const groups: Locks = { ...noLocks, [kind]: value[kind].filter(hasPart) };
      const others = parts.filter(other => other !== part && lockOf(groups, other.paths) !== null);
      return [
        ...value[kind].filter(name => !hasPart(name)),
        ...others.map(({ name }) => name),
        ...(lock === kind ? [part.name] : []),
      ];
    };
    onChange({ locked: next('locked'), hidden: next('hidden') });
  };
  return (
    <ul className="divide-y divide-line">
      {parts.map(part => (
        <li key={part.name} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-1.5">
          <span>{part.label}</span>
          <SegmentedControl
            label={part.label}
            size="small"
            value={lockOf(value, part.paths) ?? 'open'}
            onChange={lock => set(part, lock === 'locked' || lock === 'hidden' ? lock : null)}
            segments={segments}
          />
        </li>
      ))}
    </ul>
  );
}
