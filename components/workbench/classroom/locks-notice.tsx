'use client';

import { Notice } from '@/components/ui/notice';
import { counted } from '@/lib/core/in-words';
import { noLocks, readLocks, unknownLocks } from '@/lib/experiment/locks';
import { useActions, useWorkbench } from '../context';
import { NoticeButton } from '../form/notice-button';

/** Says what the author of the link has locked, and unlocks it. Nothing while nothing is locked. */
export function LocksNotice() {
  const query = useWorkbench(state => state.locks);
  const fields = useWorkbench(state => state.panel.fields);
  const { lock } = useActions();
  if (query === null) return null;
  const locks = readLocks(query) ?? noLocks;
  const unknown = unknownLocks(locks, fields);
  const count = (names: readonly string[]) => names.filter(name => !unknown.includes(name)).length;
  const [locked, hidden] = [count(locks.locked), count(locks.hidden)];
  const done = [
    locked > 0 && `locked ${counted(locked, 'setting')}`,
    hidden > 0 && `hid ${counted(hidden, 'setting')}`,
  ].filter(Boolean);
  return (
    <Notice
      sentence={
        done.length > 0 ? `The author of this link ${done.join(' and ')}.` : 'This link locks nothing of this form.'
      }
      next={
        unknown.length > 0
          ? `It also names what this form does not have: ${unknown.join(', ')}.`
          : 'It keeps a lesson simple, and protects nothing.'
      }
      actions={<NoticeButton onPress={() => lock(null)}>{done.length > 0 ? 'Unlock' : 'Dismiss'}</NoticeButton>}
    />
  );
}
