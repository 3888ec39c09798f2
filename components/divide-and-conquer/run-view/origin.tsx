import type { ReactNode } from 'react';

/** Where the right answer is from: computed, by construction of the text, from the data, or not known. */
export const Origin = ({ children }: { children: ReactNode }) => (
  <span className="font-sans text-caption font-semibold tracking-wide text-muted uppercase">{children}</span>
);
