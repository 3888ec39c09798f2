'use client';

import { type ReactNode, useId } from 'react';
import * as Popover from 'radix-ui/popover';
import { glossary, type GlossaryWord } from './glossary';

/** A term in running text. Pressing it opens its definition; Escape, or a press elsewhere, closes it. */
export function Term({
  word,
  children = word,
}: {
  word: GlossaryWord;
  /** The word as the text has it, for instance in the plural. */
  children?: ReactNode;
}) {
  const id = useId();
  return (
    <Popover.Root>
      <Popover.Trigger className="rounded-sm text-left underline decoration-dotted decoration-1 underline-offset-4 transition-colors hover:decoration-solid data-[state=open]:decoration-solid">
        {children}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-labelledby={`${id}-word`}
          aria-describedby={`${id}-definition`}
          collisionPadding={8}
          sideOffset={4}
          className="z-60 w-max max-w-[min(22rem,calc(100vw-1rem))] animate-fade overflow-y-auto rounded-md border border-line-strong bg-surface px-3.5 py-2.5 text-left text-sm break-words whitespace-normal text-ink shadow-lg outline-none motion-reduce:animate-none"
          style={{ maxHeight: 'var(--radix-popover-content-available-height)' }}
        >
          <p id={`${id}-word`} className="font-semibold first-letter:uppercase">
            {word}
          </p>
          <p id={`${id}-definition`}>{glossary[word]}</p>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
