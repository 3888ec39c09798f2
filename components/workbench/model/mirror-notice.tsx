'use client';

import { Notice } from '@/components/ui/notice';
import { hubHost } from '@/lib/engines/open';
import { useActions } from '../context';
import { NoticeButton } from '../form/notice-button';

/** Says that the models of Hugging Face, WebLLM's builds included, come from a mirror in this page, and takes them from there again. */
export function MirrorNotice() {
  const { takeModelsFrom } = useActions();
  return (
    <Notice
      sentence={`Models of Hugging Face and of WebLLM come from ${hubHost()}.`}
      next="The address says so. Nothing is fetched before a run needs it."
      actions={<NoticeButton onPress={() => takeModelsFrom(null)}>Use huggingface.co</NoticeButton>}
    />
  );
}
