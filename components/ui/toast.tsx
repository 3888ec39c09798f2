'use client';

import { type FocusEvent, useEffect, useRef, useState } from 'react';
import { X } from 'lucide-react';
import { useStore } from 'zustand';
import { Button } from './button';
import { dismissToast, type Toast, toastStore } from './toast-store';

/** How long a toast stays without focus or pointer, in milliseconds. */
const shownMs = 10_000;

/** The place of the toast, at the bottom of the screen. Mount it once, outside <main>. Screen readers announce each toast politely. */
export function Toasts() {
  const toast = useStore(toastStore, state => state.toast);
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-0 z-60 flex justify-center p-4"
    >
      {toast && <Shown key={toast.id} {...toast} />}
    </div>
  );
}

/** One toast. It stays while it has focus or the pointer is over it, and `shownMs` after that. */
function Shown({ sentence, action }: Toast) {
  const [hasFocus, setHasFocus] = useState(false);
  const [hasPointer, setHasPointer] = useState(false);
  const before = useRef<HTMLElement>(null);

  useEffect(() => {
    if (hasFocus || hasPointer) return;
    const timer = setTimeout(dismissToast, shownMs);
    return () => clearTimeout(timer);
  }, [hasFocus, hasPointer]);

  const enter = ({ relatedTarget, currentTarget }: FocusEvent) => {
    setHasFocus(true);
    if (relatedTarget instanceof HTMLElement && !currentTarget.contains(relatedTarget)) before.current = relatedTarget;
  };
  const close = () => {
    dismissToast();
    if (hasFocus && before.current?.isConnected) before.current.focus();
  };

  return (
    // The handlers only watch the focus of its buttons, and Escape.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className="pointer-events-auto flex max-w-full animate-fade flex-wrap items-center gap-x-3 gap-y-1 rounded-lg border border-line-strong bg-surface py-2 pr-2 pl-4 shadow-lg motion-reduce:animate-none"
      onFocus={enter}
      onBlur={({ relatedTarget, currentTarget }) => setHasFocus(currentTarget.contains(relatedTarget))}
      onPointerEnter={() => setHasPointer(true)}
      onPointerLeave={() => setHasPointer(false)}
      onKeyDown={event => event.key === 'Escape' && close()}
    >
      <p className="min-w-0 flex-auto break-words">{sentence}</p>
      {/* The buttons stay together where a long sentence leaves no room beside it. */}
      <span className="ml-auto flex items-center gap-x-3">
        {action && (
          <Button
            size="small"
            onClick={() => {
              action.onPress();
              close();
            }}
          >
            {action.label}
          </Button>
        )}
        <Button variant="ghost" size="small" icon={<X aria-hidden />} aria-label="Dismiss" onClick={close} />
      </span>
    </div>
  );
}
