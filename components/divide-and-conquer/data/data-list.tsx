'use client';

import { useEffect, useState } from 'react';
import { Trash2 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { FailureNotice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import { useActions } from '@/components/workbench/context';
import type { DatasetHeader } from '@/lib/panels/divide-and-conquer/tasks/verification/data/dataset';
import type { DataTask } from '@/lib/panels/divide-and-conquer/tasks/verification/data/suggest';
import { openData, removeData } from '@/lib/panels/divide-and-conquer/tasks/verification/own-data';
import { useHeaders } from './headers';
import { figure, shareText } from './words';

/** The data sets to choose from: the pairs of this page (null), and the user's own data sets for this task. */
export function DataList({
  task,
  current,
  onChoose,
}: {
  task: DataTask;
  /** Hash of the chosen one; empty for the pairs of this page. */
  current: string;
  onChoose: (chosen: DatasetHeader | null) => void;
}) {
  const headers = useHeaders();
  const { touchData } = useActions();
  const [failure, setFailure] = useState<unknown>(null);
  const isLasting = useLasting();
  const mine = headers?.filter(header => header.task === task);
  return (
    <section aria-label="Data sets" className="space-y-1">
      <h3 className="font-semibold">Available data sets</h3>
      {failure !== null && <FailureNotice failure={failure} />}
      {!isLasting && (
        <p className="text-sm text-muted">
          This browser stores no data. What you import is lost when you close the page.
        </p>
      )}
      {mine === undefined ? (
        <Skeleton className="h-16 w-full" />
      ) : (
        <ul className="divide-y divide-line">
          <li className="flex items-center gap-4 py-2">
            <div className="min-w-0 flex-1">
              <h4 className="font-semibold">Comes with this page</h4>
              <p className="text-caption text-muted">
                Written for this site. Half of the pairs have one planted contradiction.
              </p>
            </div>
            <Choose name="the pairs of this page" isCurrent={current === ''} onChoose={() => onChoose(null)} />
          </li>
          {mine.map(header => (
            <Own
              key={header.hash}
              header={header}
              isCurrent={header.hash === current}
              onChoose={() => onChoose(header)}
              onDelete={() => removeData(header.hash).then(touchData, setFailure)}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

/** Moves the focus to the question that takes the place of the pressed button. */
const focus = (button: HTMLButtonElement | null) => button?.focus();

function Own({
  header: { hash, name, count, contradicted, leftOut, addedAt },
  isCurrent,
  onChoose,
  onDelete,
}: {
  header: DatasetHeader;
  isCurrent: boolean;
  onChoose: () => void;
  onDelete: () => Promise<void>;
}) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2">
      <div className="min-w-40 flex-1">
        <h4 className="font-semibold break-words">{name}</h4>
        <p className="text-caption text-muted">
          {shareText(count, contradicted)}
          {leftOut.total > 0 && `; ${figure(leftOut.total)} ${leftOut.total === 1 ? 'line' : 'lines'} left out`} ·{' '}
          {new Date(addedAt).toISOString().slice(0, 10)} · <span className="font-mono">{hash}</span>
        </p>
      </div>
      <div className="flex items-center gap-1">
        {isAsking ? (
          <>
            <Button variant="danger" size="small" ref={focus} onClick={() => void onDelete()}>
              Delete it
            </Button>
            <Button variant="ghost" size="small" onClick={() => setIsAsking(false)}>
              Keep it
            </Button>
          </>
        ) : (
          <Button
            variant="ghost"
            size="small"
            icon={<Trash2 aria-hidden />}
            aria-label={`Delete ${name}`}
            onClick={() => setIsAsking(true)}
          />
        )}
        <Choose name={name} isCurrent={isCurrent} onChoose={onChoose} />
      </div>
    </li>
  );
}

function Choose({ name, isCurrent, onChoose }: { name: string; isCurrent: boolean; onChoose: () => void }) {
  return (
    <Button
      size="small"
      disabled={isCurrent}
      aria-label={isCurrent ? `${name}: chosen` : `Choose ${name}`}
      onClick={onChoose}
    >
      {isCurrent ? 'Chosen' : 'Choose'}
    </Button>
  );
}

/** Whether stored data outlives the page; true until that is known. */
function useLasting(): boolean {
  const [isLasting, setIsLasting] = useState(true);
  useEffect(() => {
    let isWanted = true;
    void openData().then(
      opened => isWanted && setIsLasting(opened.isLasting),
      () => {},
    );
    return () => {
      isWanted = false;
    };
  }, []);
  return isLasting;
}
