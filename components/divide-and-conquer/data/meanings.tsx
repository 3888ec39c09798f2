'use client';

import { FieldGroup } from '@/components/ui/field';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { figure } from '@/components/workbench/data/words';
import { labelKey, type LabelValue } from '@/lib/panels/divide-and-conquer/tasks/verification/data/labels';
import type { MappingDraft } from '@/lib/panels/divide-and-conquer/tasks/verification/data/mapping';

/** What a label says of its pair. */
export type Meaning = 'contradicted' | 'aligned' | 'neither';

const segments = [
  { value: 'contradicted', label: 'contradicts' },
  { value: 'aligned', label: 'does not' },
  { value: 'neither', label: 'leave out' },
];

function meaningOf(value: string, { contradicted, aligned }: MappingDraft): Meaning {
  const has = (list: string[]) => list.some(other => labelKey(other) === labelKey(value));
  return has(contradicted) ? 'contradicted' : has(aligned) ? 'aligned' : 'neither';
}

/** Each label of the file, and a choice of what it means. */
export function Meanings({
  values,
  draft,
  onMean,
}: {
  values: readonly LabelValue[];
  draft: MappingDraft;
  onMean: (value: string, meaning: Meaning) => void;
}) {
  return (
    <FieldGroup label="What the labels mean" hint="The next step lists the rows that are left out.">
      <ul className="max-h-64 space-y-1 overflow-y-auto">
        {values.map(({ value, count }) => (
          <li key={value} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="min-w-24 flex-1 font-mono text-sm break-words">
              {value} <span className="font-sans text-caption text-muted">{figure(count)} rows</span>
            </span>
            <SegmentedControl
              label={`What \u201c${value}\u201d means`}
              size="small"
              value={meaningOf(value, draft)}
              onChange={next => onMean(value, next as Meaning)}
              segments={segments}
            />
          </li>
        ))}
      </ul>
    </FieldGroup>
  );
}
