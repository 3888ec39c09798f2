'use client';

import { type ReactNode, useId, useRef, useState } from 'react';
import { Download } from 'lucide-react';
import { Button } from '../button';
import { classes } from '../classes';
import { lazily } from '../lazily';

const Menu = lazily(() => import('./menu').then(module => module.Menu));

export interface TakeAwayProps {
  /** What is saved: the title of the file, and what screen readers call the button. */
  title: string | { id: string };
  /** Kind of numbers, n and source, where the page shows no `Provenance` beside it. */
  provenance?: string | undefined;
  /** Draws the picture out of sight to save it, where the page shows only a part of it. */
  picture?: (() => ReactNode) | undefined;
  /** Draws a `Table` out of sight to save it, where the page shows only a part of it. */
  table?: (() => ReactNode) | undefined;
  className?: string | undefined;
}

/**
 * Saves a figure or a table: what is marked as `data-picture`, the first table, or both, of the element around it that is marked as
 * `data-take-away`. The page is the source, so that a file holds what the screen shows.
 */
export function TakeAway({ className, ...what }: TakeAwayProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const { title } = what;
  return (
    <>
      <Button
        ref={button}
        id={id}
        size="small"
        variant="ghost"
        className={classes('stage:hidden', className)}
        icon={<Download aria-hidden />}
        title="Save"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        {...(typeof title === 'string'
          ? { 'aria-label': `Save: ${title}` }
          : { 'aria-label': 'Save:', 'aria-labelledby': `${id} ${title.id}` })}
        onClick={() => setOpen(!isOpen)}
      />
      {isOpen && <Menu {...what} button={button} onClose={() => setOpen(false)} />}
    </>
  );
}
