'use client';

import { useDeferredValue, useMemo } from 'react';
import { Pages } from '@/components/ui/pages';
import { Provenance } from '@/components/ui/provenance';
import { useActions } from '@/components/workbench/context';
import { source } from '@/components/workbench/source';
import { countRows, everyRow, filterRows, type RowFilter, sortRows } from '@/lib/panels/ner/report/row-filters';
import { useHand } from '../hand/hand-store';
import { useRemembered } from '../loop/remembered';
import type { StageProps } from '../loop/use-loop';
import { useReturn } from '../loop/use-return';
import { RowFilters } from './row-filters';
import { SentenceRow } from './sentence-row';
import { useRows } from './use-rows';
import { useVotesPopover } from './votes-popover';

/** Sentences of a page of the list. */
const perPage = 25;

/** Every unlabelled sentence with what its answers vote for, as the votes arrive; faint is what lost the vote. */
export function VotesView({ run, loop }: StageProps) {
  const { answers: asked, corpus } = run.experiment.settings;
  const { byHand } = useHand(corpus);
  const rows = useRows(run, loop);
  const sorted = useMemo(() => sortRows(rows, asked, new Set(byHand.keys())), [rows, asked, byHand]);
  const counts = useMemo(() => countRows(sorted), [sorted]);
  const [filter, setFilter] = useRemembered<RowFilter>(run, 'annotate filter', everyRow);
  const [page, setPage] = useRemembered(run, 'annotate page', 0);
  const deferred = useDeferredValue(filter);
  const found = useMemo(() => filterRows(sorted, deferred), [sorted, deferred]);
  const pages = Math.max(1, Math.ceil(found.length / perPage));
  const at = Math.min(page, pages - 1);
  const { list, onOpen } = useReturn<HTMLOListElement>(run, 'annotate');
  const { showUnit } = useActions();
  const openSentence = (unit: string) => {
    onOpen(unit);
    showUnit(unit);
  };
  const popover = useVotesPopover(run, asked, openSentence);
  return (
    <section aria-label="Annotated sentences" className="space-y-3">
      <RowFilters
        filter={filter}
        counts={counts}
        onChange={next => {
          setFilter(next);
          setPage(0);
        }}
      />
      <ol ref={list} className="divide-y divide-line border-y border-line">
        {found.slice(at * perPage, (at + 1) * perPage).map(row => (
          <SentenceRow
            key={row.id}
            row={row}
            asked={asked}
            labels={loop.labels}
            onVotes={popover.open}
            openVote={popover.isOpen(row.id) ? popover.mention : null}
            onSentence={openSentence}
          />
        ))}
      </ol>
      <Pages page={at} perPage={perPage} total={found.length} what="sentence" onPage={setPage} />
      {popover.content}
      <Provenance kind="measured" n={counts.all}>
        {source(run)} · {asked} answers each at temperature {run.experiment.settings.temperature} · F1 between answers:
        of exact spans with labels, over all pairs of answers
      </Provenance>
    </section>
  );
}
