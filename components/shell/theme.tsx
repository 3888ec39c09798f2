'use client';

import type { ReactNode } from 'react';
import { ThemeProvider } from 'next-themes';

/** Sets the class `dark` on <html> before the first paint, by the reader's choice or the system's. */
export function Theme({ children }: { children: ReactNode }) {
  return (
    <ThemeProvider attribute="class" defaultTheme="system" storageKey="loupe-theme" disableTransitionOnChange>
      {children}
    </ThemeProvider>
  );
}
