'use client';

import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { mirrorFolder } from '@/lib/engines/open';
import { useActions } from '../context';

/** Says where the models of Hugging Face come from in this page, and takes them from there again. Nothing without a mirror. */
export function MirrorNotice() {
  const { takeModelsFrom } = useActions();
  const folder = mirrorFolder();
  if (folder === null) return null;
  return (
    <Notice
      sentence={`Models of Hugging Face come from ${new URL(folder).host}.`}
      next="The address says so. Nothing is fetched before a run needs it."
      actions={
        <Button
          size="small"
          onClick={event => {
            // The button goes away: the focus goes to the form.
            event.currentTarget.closest('form')?.focus();
            takeModelsFrom(null);
          }}
        >
          Use huggingface.co
        </Button>
      }
    />
  );
}
