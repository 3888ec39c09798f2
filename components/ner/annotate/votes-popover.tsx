'use client';

import { type ReactNode, useCallback, useRef, useState } from 'react';
import * as Popover from 'radix-ui/popover';
import { Button } from '@/components/ui/button';
import type { RunView } from '@/components/workbench/state';
import type { SortedRow } from '@/lib/panels/ner/report/row-filters';
import type { NerSettings } from '@/lib/panels/ner/settings';
import { MentionVotes } from './mention-votes';

interface Opened {
  row: SortedRow;
  mention: string;
}

/** One popover for all labels of the list: which vote is open, and its content at the label that was pressed. */
export function useVotesPopover(
  run: RunView<NerSettings>,
  asked: number,
  onSentence: (unit: string) => void,
): {
  open: (row: SortedRow, mention: string, label: HTMLElement) => void;
  isOpen: (id: string) => boolean;
  mention: string | null;
  content: ReactNode;
} {
  const [opened, setOpened] = useState<Opened | null>(null);
  const label = useRef<HTMLElement | null>(null);
  const trace = opened && run.live.units.get(opened.row.unit);
  const open = useCallback((row: SortedRow, mention: string, at: HTMLElement) => {
    label.current = at;
    setOpened({ row, mention });
  }, []);
  return {
    open,
    isOpen: id => opened?.row.id === id,
    mention: opened?.mention ?? null,
    content: opened && trace && (
      <Popover.Root open onOpenChange={open => !open && setOpened(null)}>
        <Popover.Anchor virtualRef={label as React.RefObject<HTMLElement>} />
        <Popover.Portal>
          <Popover.Content
            aria-label={`The vote on ${opened.mention}`}
            collisionPadding={8}
            sideOffset={4}
            // Below the call that it opens, and open beside it.
            className="z-30 w-max max-w-[min(24rem,calc(100vw-1rem))] animate-fade overflow-y-auto rounded-md border border-line-strong bg-surface px-3.5 py-2.5 text-sm text-ink shadow-lg outline-none motion-reduce:animate-none"
            style={{ maxHeight: 'var(--radix-popover-content-available-height)' }}
            onFocusOutside={event => event.preventDefault()}
            onPointerDownOutside={event => isInCall(event.target) && event.preventDefault()}
            onCloseAutoFocus={event => {
              event.preventDefault();
              label.current?.focus();
            }}
          >
            <MentionVotes trace={trace} asked={asked} {...opened} />
            <div className="mt-2">
              <Button size="small" onClick={() => onSentence(opened.row.unit)}>
                Open the sentence
              </Button>
            </div>
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
    ),
  };
}

/** Whether a press is in the open call, which is read beside the vote. */
const isInCall = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('aside[aria-label="Call"], [role=dialog]') !== null;
