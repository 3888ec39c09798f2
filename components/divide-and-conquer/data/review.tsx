'use client';

import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { FailureNotice } from '@/components/ui/notice';
import { Provenance } from '@/components/ui/provenance';
import { Table } from '@/components/ui/table';
import { TextField } from '@/components/ui/text-field';
import { useActions } from '@/components/workbench/context';
import type { LeftOutList } from '@/lib/data/left-out';
import { dataLimits } from '@/lib/data/limits';
import { cleanDataName, type Dataset } from '@/lib/panels/divide-and-conquer/tasks/verification/data/dataset';
import { keepData } from '@/lib/panels/divide-and-conquer/tasks/verification/own-data';
import { encodingText, figure, shareText, textLabels } from './words';

/** The result of an import, before it is stored. */
export function Review({
  dataset,
  sentence,
  wanted,
  onKept,
}: {
  dataset: Dataset;
  sentence: string;
  /** Hash of the data set that the experiment names; empty for the pairs of this page. */
  wanted: string;
  onKept: (dataset: Dataset) => void;
}) {
  const { touchData } = useActions();
  const [name, setName] = useState(dataset.name);
  const [failure, setFailure] = useState<unknown>(null);
  const [isKeeping, setIsKeeping] = useState(false);
  const { items, leftOut, encoding, hash, task } = dataset;
  const labels = textLabels(task);
  const save = async () => {
    setIsKeeping(true);
    try {
      await keepData({ ...dataset, name: cleanDataName(name) });
      touchData();
      onKept(dataset);
    } catch (error) {
      setFailure(error);
      setIsKeeping(false);
    }
  };
  return (
    <div className="space-y-4">
      {failure !== null && <FailureNotice failure={failure} />}
      <div role="status" className="space-y-1">
        {sentence && <p>{sentence}</p>}
        <Provenance kind="computed">
          {shareText(items.length, items.filter(item => item.isContradicted).length)} · fingerprint{' '}
          <span className="font-mono">{hash}</span>
        </Provenance>
        {wanted !== '' && wanted !== hash && (
          <p className="text-sm text-warning">
            The experiment names the data set {wanted}. This one has another file or other columns.
          </p>
        )}
        {wanted !== '' && wanted === hash && <p className="text-sm">This is the data set that the experiment names.</p>}
        {encodingText(encoding) && <p className="text-sm">{encodingText(encoding)}</p>}
      </div>
      <section aria-label="First pairs" className="space-y-2">
        <h3 className="text-sm font-semibold">The first pairs</h3>
        <ol className="space-y-2">
          {items.slice(0, 3).map(({ id, source, text, isContradicted }) => (
            <li key={id} className="rounded-md border border-line px-3 py-2 text-sm">
              <p className="flex flex-wrap items-center gap-2 text-caption text-muted">
                {id}
                <Badge tone={isContradicted ? 'warning' : 'plain'}>
                  {isContradicted ? 'contradicts' : 'does not contradict'}
                </Badge>
              </p>
              <p className="line-clamp-2 break-words">
                <span className="font-semibold">{labels.source}:</span> {source.slice(0, 400)}
              </p>
              <p className="line-clamp-2 break-words">
                <span className="font-semibold">{labels.text}:</span> {text.slice(0, 400)}
              </p>
            </li>
          ))}
        </ol>
      </section>
      <LeftOut leftOut={leftOut} />
      <TextField
        label="Name"
        hint="Only for you. The name is not part of the fingerprint."
        maxLength={dataLimits.name}
        value={name}
        onChange={setName}
      />
      <Button disabled={isKeeping} onClick={() => void save()}>
        {isKeeping ? 'Storing it' : 'Store it and use it'}
      </Button>
    </div>
  );
}

/** Lines that are listed; of the others, only the number is shown. */
const mostListed = 50;

function LeftOut({ leftOut: { total, listed } }: { leftOut: LeftOutList }) {
  if (total === 0) return <p className="text-sm text-muted">No line was left out.</p>;
  const shown = listed.slice(0, mostListed);
  return (
    <section aria-label="Left out" className="space-y-1">
      <h3 className="text-sm font-semibold">
        {figure(total)} {total === 1 ? 'line was' : 'lines were'} left out
      </h3>
      <Table
        caption="Lines that were left out, and why"
        maxHeight="14rem"
        columns={[
          { id: 'line', title: 'Line', cell: ({ line }) => figure(line) },
          { id: 'reason', title: 'Why', cell: ({ reason }) => <span className="break-words">{reason}</span> },
        ]}
        rows={shown}
        rowKey={({ line }, place) => `${line} ${place}`}
      />
      {total > shown.length && (
        <p className="text-caption text-muted">
          {figure(total - shown.length)} more lines further down the file were left out.
        </p>
      )}
    </section>
  );
}
