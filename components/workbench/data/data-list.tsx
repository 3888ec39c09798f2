'use client';

import { type ReactNode, useState } from 'react';
import { Trash2 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { FailureNotice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import { useActions } from '../context';
import type { KeptData } from './use-kept-data';

/** What is kept of a user's own. */
interface Header {
  hash: string;
  name: string;
  addedAt: number;
}

/** A user's own data to choose from. Each can be deleted, after a question. */
export function DataList<H extends Header>({
  kept,
  current,
  first,
  facts,
  empty,
  onChoose,
  onRemove,
}: {
  kept: KeptData<H> | undefined;
  /** Hash of the chosen one; empty for none of them. */
  current: string;
  /** What stands above them: `Choosable` of what comes with the page. */
  first?: ReactNode;
  /** How large it is, in a few words. */
  facts: (header: H) => string;
  /** Said where there is none. */
  empty?: string;
  onChoose: (chosen: H) => void;
  onRemove: (hash: string) => Promise<void>;
}) {
  const { touchData } = useActions();
  const [failure, setFailure] = useState<unknown>(null);
  return (
    <section aria-label="Data sets" className="space-y-1">
      <h3 className="font-semibold">Available data sets</h3>
      {failure !== null && <FailureNotice failure={failure} />}
      {kept?.isLasting === false && (
        <p className="text-sm text-muted">
          This browser stores no data. What you import is lost when you close the page.
        </p>
      )}
      {kept === undefined ? (
        <Skeleton className="h-16 w-full" />
      ) : (
        <ul className="divide-y divide-line">
          {first}
          {kept.headers.map(header => (
            <Choosable
              key={header.hash}
              name={header.name}
              about={
                <>
                  {facts(header)} · {new Date(header.addedAt).toISOString().slice(0, 10)} ·{' '}
                  <span className="font-mono">{header.hash}</span>
                </>
              }
              isCurrent={header.hash === current}
              onChoose={() => onChoose(header)}
              onDelete={() => onRemove(header.hash).then(touchData, setFailure)}
            />
          ))}
          {!first && kept.headers.length === 0 && <li className="py-2 text-sm text-muted">{empty}</li>}
        </ul>
      )}
    </section>
  );
}

/** Moves the focus to the question that takes the place of the pressed button. */
const focus = (button: HTMLButtonElement | null) => button?.focus();

/** One to choose; without `onDelete`, it stays. */
export function Choosable({
  name,
  /** What the buttons call it, where that is not its name. */
  spoken = name,
  about,
  isCurrent,
  onChoose,
  onDelete,
}: {
  name: string;
  spoken?: string;
  about: ReactNode;
  isCurrent: boolean;
  onChoose: () => void;
  onDelete?: () => Promise<void>;
}) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2">
      <div className="min-w-40 flex-1">
        <h4 className="font-semibold break-words">{name}</h4>
        <p className="text-caption text-muted">{about}</p>
      </div>
      <div className="flex items-center gap-1">
        {onDelete && !isAsking && (
          <Button
            variant="ghost"
            size="small"
            icon={<Trash2 aria-hidden />}
            aria-label={`Delete ${name}`}
            onClick={() => setIsAsking(true)}
          />
        )}
        {onDelete && isAsking && (
          <>
            <Button variant="danger" size="small" ref={focus} onClick={() => void onDelete()}>
              Delete it
            </Button>
            <Button variant="ghost" size="small" onClick={() => setIsAsking(false)}>
              Keep it
            </Button>
          </>
        )}
        <Button
          size="small"
          disabled={isCurrent}
          aria-label={isCurrent ? `${spoken}: chosen` : `Choose ${spoken}`}
          onClick={onChoose}
        >
          {isCurrent ? 'Chosen' : 'Choose'}
        </Button>
      </div>
    </li>
  );
}
