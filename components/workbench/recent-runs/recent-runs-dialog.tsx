'use client';

import { Dialog } from '@/components/ui/dialog';
import { useActions, useWorkbench } from '../context';
import { isBusy } from '../state';
import { RecentRunsList } from './recent-runs-list';

/** The stored runs of this panel, over its page. */
export function RecentRunsDialog({ onClose }: { onClose: () => void }) {
  const panel = useWorkbench(state => state.panel.id);
  const current = useWorkbench(state => state.run?.id ?? null);
  const busy = useWorkbench(state => isBusy(state.run));
  const { openStored, leaveRemoved } = useActions();
  return (
    <Dialog
      title="Recent runs"
      description="Stored in this browser only. Nothing of them is sent anywhere."
      onClose={onClose}
    >
      <RecentRunsList
        panel={panel}
        current={current}
        isRunning={busy}
        onRemoved={leaveRemoved}
        onOpen={({ id }) => {
          void openStored(id);
          onClose();
        }}
      />
    </Dialog>
  );
}
