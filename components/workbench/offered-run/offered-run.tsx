'use client';

import { CloudDownload } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { useActions, useWorkbench } from '../context';
import { remoteAddress } from './address';

/** What the address of the page names on another server, before anything is fetched from there. */
export function OfferedRun() {
  const address = remoteAddress(useWorkbench(state => state.offered));
  const { openOffered, declineOffered } = useActions();
  if (!address) return null;
  return (
    <section
      aria-labelledby="offered-run"
      className="rounded-lg border border-line-strong bg-surface px-6 py-10 text-center"
    >
      <CloudDownload aria-hidden className="mx-auto mb-3 size-7 text-accent" />
      <h2 id="offered-run" className="text-2xl font-semibold text-balance">
        A run on another server: {address.host}
      </h2>
      <p className="mx-auto mt-2 max-w-measure text-muted">
        This link names a file that is not part of this site. Nothing has been fetched yet. If you open it,{' '}
        {address.host} sees that this browser asks for it.
      </p>
      <p className="mx-auto mt-2 max-w-measure font-mono text-sm break-all">{address.href}</p>
      <div className="mt-5 flex flex-wrap justify-center gap-2">
        <Button variant="primary" onClick={() => void openOffered()}>
          Fetch it from {address.host}
        </Button>
        <Button onClick={declineOffered}>Do not fetch it</Button>
      </div>
    </section>
  );
}
