'use client';

import Link from 'next/link';
import { ArrowRight, Check } from 'lucide-react';

/** A title, a sentence and an arrow, as one link. With `onChoose`, a plain press does that instead of following the link. */
export function EntryLink({
  href,
  title,
  sentence,
  isCurrent = false,
  onChoose,
}: {
  href: string;
  title: string;
  sentence: string;
  /** On the page already. */
  isCurrent?: boolean;
  onChoose?: () => void;
}) {
  return (
    <Link
      prefetch={false}
      href={href}
      aria-current={isCurrent || undefined}
      className="group flex items-center gap-4 rounded-sm py-4"
      onClick={event => {
        // A new tab or window is the browser's own.
        if (!onChoose || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        onChoose();
      }}
    >
      <span className="min-w-0 flex-1">
        <span className="block text-lg font-semibold underline decoration-transparent underline-offset-4 transition-colors group-hover:decoration-accent">
          {title}
        </span>
        <span className="block max-w-measure text-muted">{sentence}</span>
      </span>
      {isCurrent ? (
        <span className="inline-flex shrink-0 items-center gap-1 text-sm font-semibold text-accent">
          <Check aria-hidden className="size-4" /> open
        </span>
      ) : (
        <ArrowRight
          aria-hidden
          className="size-5 shrink-0 text-accent transition-transform group-hover:translate-x-1"
        />
      )}
    </Link>
  );
}
