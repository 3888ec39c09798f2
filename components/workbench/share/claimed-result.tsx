'use client';

import { useEffect, useMemo, useState } from 'react';
import { resultsOf } from '@/components/trace/live-run';
import { FailureNotice } from '@/components/ui/notice';
import { Provenance } from '@/components/ui/provenance';
import { type Column, Table } from '@/components/ui/table';
import { asFailure, type Failure } from '@/lib/core/failure';
import { counted } from '@/lib/core/in-words';
import { type Claim, compareClaim, type ComparedCell, countSame, readClaim } from '@/lib/experiment/claim';
import type { ResultTable } from '@/lib/experiment/panel';
import { useWorkbench } from '../context';
import { isBusy } from '../state';

/** What the link says that came out: marked as a claim, and compared with the run of this page once it has ended. */
export function ClaimedResult() {
  const text = useWorkbench(state => state.claim?.text ?? '');
  const read = useMemo((): Claim | Failure => {
    try {
      return readClaim(text);
    } catch (error) {
      return asFailure(error);
    }
  }, [text]);
  return read instanceof Error ? <FailureNotice failure={read} /> : <Claimed claim={read} />;
}

function Claimed({ claim }: { claim: Claim }) {
  const here = useTableHere();
  const { keys = 1, columns } = claim.table;
  const rows = useMemo(() => compareClaim(claim, here), [claim, here]);
  const { compared, same } = countSame(rows, keys);
  return (
    <section aria-labelledby="claimed-result" className="rounded-lg border border-dashed border-line-strong px-4 py-3">
      <h2 id="claimed-result" className="text-lg font-semibold">
        Claimed by the link, not measured here
      </h2>
      <p className="mb-2 max-w-measure text-muted">
        {compared === 0
          ? 'Whoever made the link says that this came out. Run the experiment to see what comes out here.'
          : `${same.toLocaleString('en')} of ${counted(compared, 'figure')} are the same here. Where they differ, the figure of this page stands below. Times differ from machine to machine.`}
      </p>
      <Table
        caption="What the link claims"
        columns={columns.map((title, place): Column<ComparedCell[]> => ({
          id: `${place} ${title}`,
          title,
          cell: row => <Cell cell={row[place]} isName={place < keys} />,
        }))}
        rows={rows}
        rowKey={(_row, index) => String(index)}
      />
      {claim.leftOut > 0 && (
        <p className="mt-1 text-caption text-muted">
          {counted(claim.leftOut, 'further row')} found no room in the link.
        </p>
      )}
      <Provenance kind="quoted">The link, of a run of {claim.day}</Provenance>
    </section>
  );
}

function Cell({ cell, isName }: { cell: ComparedCell | undefined; isName: boolean }) {
  if (!cell) return null;
  const { claimed, here } = cell;
  return (
    <span className="whitespace-nowrap">
      {claimed}
      {!isName && here !== undefined && here !== claimed && (
        <span className="block text-caption text-muted">here {here || 'none'}</span>
      )}
    </span>
  );
}

/** The table of the run on the page; null until one has ended. */
function useTableHere(): ResultTable | null {
  const panel = useWorkbench(state => state.panel);
  const run = useWorkbench(state => (isBusy(state.run) ? null : state.run));
  const [table, setTable] = useState<ResultTable | null>(null);
  useEffect(() => {
    let isWanted = true;
    const made = async () => run && panel.table(run.experiment, resultsOf(run.live), run.live.journal.entries());
    void made().then(
      value => isWanted && setTable(value),
      () => isWanted && setTable(null),
    );
    return () => void (isWanted = false);
  }, [panel, run]);
  return table;
}
