'use client';

import { Dialog } from '@/components/ui/dialog';
import { useActions, useWorkbench } from '../context';
import { RecentRunsList } from './recent-runs-list';

/** The stored runs of this panel, over its page. */
export function RecentRunsDialog({ onClose }: { onClose: () => void }) {
  const panel = useWorkbench(state => state.panel.id);
  const current = useWorkbench(state => state.run?.id ?? null);
  const { openStored } = useActions();
  return (
    <Dialog
      title="Recent runs"
      description="Stored in this browser only. Nothing of them is sent anywhere."
      open
      onOpenChange={open => !open && onClose()}
    >
      <RecentRunsList
        panel={panel}
        current={current}
        onOpen={({ id }) => {
          void openStored(id);
          onClose();
        }}
      />
    </Dialog>
  );
}
