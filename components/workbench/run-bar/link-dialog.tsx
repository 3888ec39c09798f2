'use client';

import { Dialog } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/text-field';

/** The link to be copied by hand, where the browser does not let a page write to the clipboard. */
export function LinkDialog({ link, onClose }: { link: string; onClose: () => void }) {
  return (
    <Dialog
      title="Copy this link"
      description="The browser did not allow copying. The link is selected: copy it with the keyboard or the menu."
      open
      onOpenChange={open => !open && onClose()}
    >
      <TextField
        label="Link"
        mono
        readOnly
        data-focus-first
        value={link}
        onChange={() => {}}
        onFocus={event => event.target.select()}
      />
    </Dialog>
  );
}
