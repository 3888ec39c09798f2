'use client';

import { useCallback, useMemo } from 'react';
import { Paged } from '@/components/ui/paged';
import { Provenance } from '@/components/ui/provenance';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { Select } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import type { Column } from '@/components/ui/table';
import { TextField } from '@/components/ui/text-field';
import { changeSteps, type ComparedSentence } from '@/lib/panels/ner/report/changes';
import { type System, systemOf } from '@/lib/panels/ner/report/systems';
import { useRemembered } from '../loop/remembered';
import type { StageProps } from '../loop/use-loop';
import { useReturn } from '../loop/use-return';
import { useSteps } from '../loop/use-steps';
import { useOthers } from './added';
import { SentenceRow } from './sentence-row';
import { pairsText } from './words';

const filters = [
  { id: 'all', title: 'All', keeps: () => true },
  { id: 'better', title: 'Better', keeps: ({ against }) => against?.comparison === 'better' },
  { id: 'worse', title: 'Worse', keeps: ({ against }) => against?.comparison === 'worse' },
  { id: 'wrong', title: 'With mistakes', keeps: ({ mistakes }) => mistakes !== null && mistakes > 0 },
  { id: 'unjudged', title: 'Not judged', keeps: ({ judged }) => judged === null },
] satisfies { id: string; title: string; keeps: (sentence: ComparedSentence) => boolean }[];

/** A sentence as a row of a saved table. */
const savedColumns: readonly Column<ComparedSentence>[] = [
  { id: 'unit', title: 'Sentence', cell: ({ test }) => test.unit },
  { id: 'text', title: 'Text', cell: ({ test }) => test.value.sentence.text },
  { id: 'predicted', title: 'Predicted', cell: ({ judged }) => judged && pairsText([...judged.predicted.mentions]) },
  { id: 'gold', title: 'Gold', cell: ({ judged }) => judged && pairsText([...judged.gold.mentions]) },
  { id: 'mistakes', title: 'Mistakes', numeric: true, cell: ({ mistakes }) => mistakes ?? 'not judged' },
  { id: 'against', title: 'Against the other', cell: ({ against }) => against?.comparison },
];

/** Sentences that are compared in one go. */
const comparedAtOnce = 1000;

/** Every test sentence as one system annotated it, and what changed against another. */
export function Sentences({ run, loop }: StageProps) {
  const others = useOthers({ run, loop });
  const systems = useMemo(() => [...loop.conditions.map(systemOf), ...others], [loop.conditions, others]);
  const [chosen, choose] = useRemembered(run, 'sentences of', '');
  const [filter, filterBy] = useRemembered(run, 'sentences shown', 'all');
  const [wanted, search] = useRemembered(run, 'sentences search', '');
  const { list, onOpen } = useReturn<HTMLElement>(run, 'sentences');
  const against = systems.find(({ source }) => source === 'none') ?? systems[0];
  const system = systems.find(({ id }) => id === chosen) ?? systems.find(one => one !== against) ?? against;
  const { tests } = loop;
  const make = useCallback(
    function* () {
      return system && against ? yield* changeSteps(system, against, tests) : [];
    },
    [system, against, tests],
  );
  const { value } = useSteps(make, tests.length <= comparedAtOnce);
  const text = wanted.trim().toLowerCase();
  const [page, setPage] = useRemembered(run, `sentences page ${system?.id} ${filter} ${text}`, 0);
  if (!system || !against) return null;
  if (!value) return <Skeleton className="h-48 w-full" />;
  const keeps = (filters.find(({ id }) => id === filter) ?? filters[0])?.keeps ?? (() => true);
  const shown = value.filter(
    sentence => keeps(sentence) && sentence.test.value.sentence.text.toLowerCase().includes(text),
  );
  return (
    <section ref={list} className="space-y-3" aria-label="Test sentences">
      <div className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
        <Select label="Annotated by" value={system.id} onChange={choose} options={systems.map(optionOf)} />
        <TextField label="Search" value={wanted} onChange={search} placeholder="words of a sentence" />
      </div>
      <SegmentedControl
        label="Sentences shown"
        value={filter}
        onChange={filterBy}
        className="flex-wrap"
        segments={filters.map(({ id, title, keeps: isKept }) => ({
          value: id,
          label: `${title} ${value.filter(isKept).length.toLocaleString('en')}`,
        }))}
      />
      <Provenance kind="measured" n={value.length}>
        test sentences; better and worse are by the number of mistakes, against {against.title.toLowerCase()}
      </Provenance>
      <Paged
        items={shown}
        itemKey={({ test }) => test.unit}
        what="sentence"
        page={page}
        onPage={setPage}
        saved={{ caption: `Test sentences: ${system.title}`, columns: savedColumns }}
      >
        {sentence => (
          <SentenceRow
            run={run}
            sentence={sentence}
            system={system}
            other={against}
            labels={loop.labels}
            onOpen={onOpen}
          />
        )}
      </Paged>
    </section>
  );
}

const optionOf = ({ id, title }: System) => ({ value: id, label: title });
