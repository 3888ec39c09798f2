'use client';

import { useEffect } from 'react';

/** A black screen. Any key or press brings the picture back. */
export function Blank({ onEnd }: { onEnd: () => void }) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // Those belong to the browser.
      if (event.ctrlKey || event.altKey || event.metaKey || event.key === 'Shift') return;
      event.preventDefault();
      event.stopPropagation();
      // The key that made it black may still be held.
      if (!event.repeat) onEnd();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [onEnd]);
  return (
    <button
      type="button"
      aria-label="The screen is blank. Press any key."
      className="fixed inset-0 z-50 cursor-none bg-black forced-color-adjust-none"
      onClick={onEnd}
    />
  );
}
