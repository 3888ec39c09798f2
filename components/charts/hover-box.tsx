import type { ReactNode } from 'react';

/** The box of a tooltip. */
export function HoverBox({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="rounded-md border border-line-strong bg-surface px-3 py-2 text-sm">
      <p className="font-semibold">{title}</p>
      {children}
    </div>
  );
}
