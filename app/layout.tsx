import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { Footer } from '@/components/shell/footer';
import { Header } from '@/components/shell/header';
import { Offline } from '@/components/shell/offline';
import { Theme } from '@/components/shell/theme';
import { panels } from '@/lib/panels/index';
import { jetBrainsMono, sourceSans } from './fonts';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Loupe', template: '%s · Loupe' },
  description: 'A research playground for language models that runs inside the browser.',
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfaf7' },
    { media: '(prefers-color-scheme: dark)', color: '#14161a' },
  ],
};

export default function Layout({ children }: { children: ReactNode }) {
  const links = [{ href: '/', title: 'Home' }, ...panels.map(({ id, title }) => ({ href: `/${id}/`, title }))];
  return (
    // The theme's class is set before the first paint, by a script that the server does not run.
    <html lang="en" suppressHydrationWarning className={`${sourceSans.variable} ${jetBrainsMono.variable}`}>
      <body className="flex min-h-dvh flex-col font-sans">
        <Theme>
          <a
            href="#content"
            className="sr-only z-50 rounded-md bg-accent px-4 py-2 font-semibold text-accent-ink focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
          >
            Skip to the content
          </a>
          <Header links={links} />
          <main id="content" tabIndex={-1} className="min-w-0 flex-1">
            {children}
          </main>
          <Footer />
        </Theme>
        <Offline />
      </body>
    </html>
  );
}
