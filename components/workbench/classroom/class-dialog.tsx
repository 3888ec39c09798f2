'use client';

import { useState } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { Dialog } from '@/components/ui/dialog';
import { FailureNotice } from '@/components/ui/notice';
import { TextField } from '@/components/ui/text-field';
import { asFailure, type Failure } from '@/lib/core/failure';
import { type Locks, noLocks, readLocks, writeLocks } from '@/lib/experiment/locks';
import { useWorkbench, useWorkbenchStore } from '../context';
import { linkTo } from '../page/write-address';
import { LockFields } from './lock-fields';

/** Makes a link to the experiment in which parts of the form are locked or hidden. */
export function ClassDialog({ onClose }: { onClose: () => void }) {
  const store = useWorkbenchStore();
  const here = useWorkbench(state => state.locks);
  const [locks, setLocks] = useState<Locks>((here !== null && readLocks(here)) || noLocks);
  const link = linkOrFailure(() =>
    linkTo(location, store.getState(), { locks: writeLocks(locks), mirror: store.getState().mirror }),
  );
  return (
    <Dialog
      title="A link for a class"
      description="Choose what the class may change. Whoever opens the link can unlock it all: it keeps a lesson simple, and protects nothing."
      onClose={onClose}
      footer={
        typeof link === 'string' ? (
          <CopyButton text={link} variant="primary">
            Copy the link
          </CopyButton>
        ) : undefined
      }
    >
      <LockFields value={locks} onChange={setLocks} />
      <div className="mt-4">
        {typeof link === 'string' ? (
          <TextField
            label="Link"
            mono
            readOnly
            value={link}
            onChange={() => {}}
            onFocus={event => event.target.select()}
          />
        ) : (
          <FailureNotice failure={link} />
        )}
      </div>
    </Dialog>
  );
}

function linkOrFailure(write: () => string): string | Failure {
  try {
    return write();
  } catch (error) {
    return asFailure(error);
  }
}
