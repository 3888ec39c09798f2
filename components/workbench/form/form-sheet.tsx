'use client';

import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ExperimentForm } from './experiment-form';

/** The settings over the page, for narrow screens. Changes take effect at once. */
export const FormSheet = ({ onClose }: { onClose: () => void }) => (
  <Dialog title="Settings" onClose={onClose} footer={<Button onClick={onClose}>Done</Button>}>
    <ExperimentForm />
  </Dialog>
);
