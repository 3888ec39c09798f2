'use client';

import { SegmentedControl } from '@/components/ui/segmented-control';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import {
  type RowCounts,
  type RowFilter,
  type Standing,
  standings,
  type Trait,
  traits,
} from '@/lib/panels/ner/report/row-filters';

const number = (count: number): string => count.toLocaleString('en');
const keysOf = <K extends string>(record: Readonly<Record<K, unknown>>): K[] => Object.keys(record) as K[];

/** Which sentences are listed, in which order. Every choice says how many sentences it is true of; the first row adds up to all. */
export function RowFilters({
  filter,
  counts,
  onChange,
}: {
  filter: RowFilter;
  counts: RowCounts;
  onChange: (filter: RowFilter) => void;
}) {
  const change = (part: Partial<RowFilter>) => onChange({ ...filter, ...part });
  const present = keysOf(standings).filter(
    standing => counts.standings[standing] > 0 || standing === filter.standing || standing !== 'failed',
  );
  return (
    <div className="space-y-2">
      <div>
        <SegmentedControl
          label="Agreement of the answers"
          size="small"
          value={filter.standing}
          onChange={standing => change({ standing: standing as Standing | 'all' })}
          segments={[
            { value: 'all', label: `All ${number(counts.all)}` },
            ...present.map(standing => ({
              value: standing,
              label: `${standings[standing].title} ${number(counts.standings[standing])}`,
            })),
          ]}
        />
        {filter.standing !== 'all' && (
          <p className="mt-1 text-caption text-muted">{standings[filter.standing].sentence}</p>
        )}
      </div>
      <div className="grid grid-cols-2 gap-2 lg:grid-cols-4">
        <TextField
          label="Search"
          value={filter.search}
          onChange={search => change({ search })}
          placeholder="words or id"
        />
        <Select
          label="Also"
          value={filter.trait ?? ''}
          onChange={trait => change({ trait: trait === '' ? null : (trait as Trait) })}
          options={[
            { value: '', label: 'anything' },
            ...keysOf(traits).map(trait => ({
              value: trait,
              label: `${traits[trait].title} (${number(counts.traits[trait])})`,
            })),
          ]}
        />
        <Select
          label="Order"
          value={filter.order}
          onChange={order => change({ order: order as RowFilter['order'] })}
          options={[
            { value: 'corpus', label: 'as in the corpus' },
            { value: 'disagreement', label: 'least agreement first' },
          ]}
        />
        {counts.rounds.length > 1 && (
          <Select
            label="Annotated last in"
            value={String(filter.round ?? '')}
            onChange={round => change({ round: round === '' ? null : Number(round) })}
            options={[
              { value: '', label: 'any round' },
              ...counts.rounds.map((count, before) => ({
                value: String(before + 1),
                label: `round ${before + 1} (${number(count)})`,
              })),
            ]}
          />
        )}
      </div>
    </div>
  );
}
