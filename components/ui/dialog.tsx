'use client';

import { type ReactElement, type ReactNode, useRef } from 'react';
import { X } from 'lucide-react';
import * as Radix from 'radix-ui/dialog';
import { Button } from './button';

/**
 * A modal dialog. Focus stays inside, Escape and the cross close it, and focus then returns to the element that had it. It begins at the
 * element that has `data-focus-first`, if there is one. The title is an h2, so headings inside begin with h3.
 */
export function Dialog({
  title,
  description,
  trigger,
  onClose,
  onClosed,
  children,
  footer,
}: {
  title: string;
  description?: ReactNode;
  /** The button that opens the dialog. Without one, it is open while it is drawn. */
  trigger?: ReactElement;
  /** Without a trigger: takes the dialog off the page. */
  onClose?: () => void;
  /** Called when the dialog is gone and the focus has returned: the moment to open another. */
  onClosed?: () => void;
  children: ReactNode;
  footer?: ReactNode;
}) {
  // Radix returns focus to its own trigger only. A dialog without a trigger must do that itself.
  const before = useRef<HTMLElement>(null);
  return (
    <Radix.Root {...(!trigger && { open: true, onOpenChange: (isOpen: boolean) => !isOpen && onClose?.() })}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-black/40" />
        <Radix.Content
          {...(description === undefined && { 'aria-describedby': undefined })}
          onOpenAutoFocus={event => {
            before.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
            const first = (event.target as Element).querySelector<HTMLElement>('[data-focus-first]');
            if (!first) return;
            event.preventDefault();
            first.focus();
          }}
          onCloseAutoFocus={event => {
            if (!trigger && before.current?.isConnected) {
              event.preventDefault();
              before.current.focus();
            }
            onClosed?.();
          }}
          className="fixed inset-x-0 bottom-0 z-50 mx-auto flex max-h-[88dvh] w-full max-w-2xl animate-fade flex-col overflow-y-auto rounded-t-xl border border-line bg-paper shadow-2xl outline-none sm:inset-x-4 sm:top-1/2 sm:bottom-auto sm:w-auto sm:-translate-y-1/2 sm:rounded-xl"
        >
          <header className="flex shrink-0 items-start gap-4 border-b border-line px-5 pt-4 pb-3">
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-xl font-semibold break-words">{title}</Radix.Title>
              {description !== undefined && (
                <Radix.Description className="mt-0.5 text-sm text-muted">{description}</Radix.Description>
              )}
            </div>
            <Radix.Close asChild>
              <Button variant="ghost" size="small" icon={<X aria-hidden />} aria-label="Close" className="-mr-2" />
            </Radix.Close>
          </header>
          {/* Where large text leaves less than this height for the body, the whole dialog scrolls. */}
          <div className="min-h-24 overflow-y-auto px-5 py-4">{children}</div>
          {footer && (
            <footer className="flex shrink-0 flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
              {footer}
            </footer>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
