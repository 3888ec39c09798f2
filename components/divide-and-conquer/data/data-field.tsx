'use client';

import { useState } from 'react';
import { Database } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { lazily } from '@/components/ui/lazily';
import { FailureNotice, Notice } from '@/components/ui/notice';
import { Provenance } from '@/components/ui/provenance';
import type { Claim } from '@/lib/panels/divide-and-conquer/tasks/verification/problem';
import { useActions } from '@/components/workbench/context';
import { usePanel } from '../use-panel';
import { useProblemList } from '../form/problem-list';
import { useHeaders } from './headers';
import { shareText } from './words';

const DataDialog = lazily(() => import('./data-dialog').then(module => module.DataDialog));

/** The pairs that a text task takes its problems from: those that come with the page, or the user's own. */
export function DataField() {
  const [isOpen, setIsOpen] = useState(false);
  const data = usePanel(state => state.experiment.settings.data);
  const list = useProblemList();
  const headers = useHeaders();
  const { set } = useActions();
  const isMissing = list.status === 'failed' && list.failure.kind === 'data-missing' && data !== '';
  const name = headers?.find(({ hash }) => hash === data)?.name;
  return (
    <section aria-label="Data" className="space-y-2">
      <h2 className="mb-1 text-sm font-semibold">Data</h2>
      {isMissing ? (
        <Notice
          tone="warning"
          sentence="This experiment needs a data set that is not in this browser."
          next={
            <>
              Its fingerprint is <code className="font-mono text-sm break-all">{data}</code>: import the same file, with
              the same columns.
            </>
          }
          actions={
            <>
              <Button size="small" aria-haspopup="dialog" onClick={() => setIsOpen(true)}>
                Import it
              </Button>
              <Button size="small" variant="ghost" onClick={() => set('data', '')}>
                Use the page&rsquo;s own
              </Button>
            </>
          }
        />
      ) : (
        <Button
          className="h-auto w-full justify-start! py-1.5 text-left"
          icon={<Database aria-hidden />}
          aria-haspopup="dialog"
          onClick={() => setIsOpen(true)}
        >
          <span className="min-w-0 flex-1">
            <span className="block truncate">{data === '' ? 'Comes with this page' : (name ?? 'Your own data')}</span>
            {data !== '' && <span className="block font-mono text-caption font-normal text-muted">{data}</span>}
          </span>
          <span className="text-caption font-normal text-muted">Change</span>
        </Button>
      )}
      {list.status === 'failed' && !isMissing && <FailureNotice failure={list.failure} />}
      <div role="status">
        {list.status === 'loading' && <p className="text-caption text-muted">Reading the data.</p>}
        {list.status === 'here' && <Provenance kind="computed">{facts(list.problems as readonly Claim[])}</Provenance>}
      </div>
      {isOpen && <DataDialog onClose={() => setIsOpen(false)} />}
    </section>
  );
}

const facts = (claims: readonly Claim[]): string =>
  shareText(claims.length, claims.filter(({ contradicted }) => contradicted === true).length);
