'use client';

import { Dialog } from '@/components/ui/dialog';
import { Gallery } from './gallery';

export function GalleryDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog
      title="Ready-made experiments"
      description="Recorded runs. Each opens at once and needs no model."
      onClose={onClose}
    >
      <Gallery onChosen={onClose} />
    </Dialog>
  );
}
