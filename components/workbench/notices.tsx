'use client';

import { useStore } from 'zustand';
import { Button } from '@/components/ui/button';
import { FailureNotice, Notice } from '@/components/ui/notice';
import { fromRecord } from '@/lib/core/failure';
import { useActions, useWorkbench } from './context';
import { FileBar } from './file-bar';
import { contactsText } from './model/contacts';
import { endpoint } from './model/endpoint';

/** Failures beside the run, the progress of a file, and a stored run that did not finish. */
export function Notices() {
  const notices = useWorkbench(state => state.notices);
  const unfinished = useWorkbench(state => state.unfinished);
  const file = useWorkbench(state => state.file);
  const entered = useStore(endpoint, state => state.entered);
  const { dismiss, resumeUnfinished, forgetUnfinished } = useActions();
  return (
    <>
      {file && <FileBar file={file} />}
      {notices.map(notice => (
        <FailureNotice
          key={notice.kind}
          failure={fromRecord(notice)}
          actions={
            <Button size="small" onClick={() => dismiss(notice.kind)}>
              Dismiss
            </Button>
          }
        />
      ))}
      {unfinished && (
        <Notice
          sentence={`A run was not finished: ${unfinished.title}.`}
          next={`${unfinished.calls} of its calls are stored and will not be repeated. ${contactsText(unfinished.models, entered)}`}
          actions={
            <>
              <Button size="small" onClick={() => void resumeUnfinished()}>
                Resume it ({unfinished.calls} calls done)
              </Button>
              <Button size="small" variant="ghost" onClick={forgetUnfinished}>
                Delete it
              </Button>
            </>
          }
        />
      )}
    </>
  );
}
