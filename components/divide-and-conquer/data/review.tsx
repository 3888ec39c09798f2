'use client';

import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { FailureNotice } from '@/components/ui/notice';
import { Provenance } from '@/components/ui/provenance';
import { TextField } from '@/components/ui/text-field';
import { useActions } from '@/components/workbench/context';
import { LeftOut } from '@/components/workbench/data/left-out';
import { encodingText, figure } from '@/components/workbench/data/words';
import { cleanDataName } from '@/lib/data/data-name';
import { dataLimits } from '@/lib/data/limits';
import type { Dataset } from '@/lib/panels/divide-and-conquer/tasks/verification/data/dataset';
import { datasets } from '@/lib/panels/divide-and-conquer/tasks/verification/own-data';
import { shareText, textLabels } from './words';

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
      await datasets.keep({ ...dataset, name: cleanDataName(name) });
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
      {leftOut.total === 0 ? (
        <p className="text-sm text-muted">No line was left out.</p>
      ) : (
        <LeftOut
          list={leftOut}
          title={`${figure(leftOut.total)} ${leftOut.total === 1 ? 'line was' : 'lines were'} left out`}
        />
      )}
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
