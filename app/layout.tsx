import './globals.css';

import type { ReactNode } from 'react';
import type { Metadata, Viewport } from 'next';
import { Footer } from '@/components/shell/footer';
import { Header } from '@/components/shell/header';
import { Offline } from '@/components/shell/offline';
import { contentId, SkipLink } from '@/components/shell/skip-link';
import { Theme } from '@/components/shell/theme';
import { UnlessFramed } from '@/components/shell/unless-framed';
import { Toasts } from '@/components/ui/toast';
import { panels } from '@/lib/panels/index';
import { jetBrainsMono, sourceSans } from './fonts';
import { pageMetadata, siteName, siteUrl } from './metadata';

const description = 'A research playground for language models that runs inside the browser.';

export const metadata: Metadata = {
  ...pageMetadata({ title: siteName, description }),
  metadataBase: siteUrl,
  title: { default: siteName, template: `%s · ${siteName}` },
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
    // A script sets the theme's class before the first paint, so the server's markup differs in it.
    <html lang="en" suppressHydrationWarning className={`${sourceSans.variable} ${jetBrainsMono.variable}`}>
      <body className="flex min-h-dvh flex-col font-sans">
        <Theme>
          <UnlessFramed>
            <SkipLink />
            <Header links={links} />
          </UnlessFramed>
          <main id={contentId} tabIndex={-1} className="min-w-0 flex-1">
            {children}
          </main>
          <UnlessFramed>
            <Footer
              papers={panels.map(({ id, paper }) => ({ under: `/${id}/`, paper }))}
              source={process.env.SOURCE_URL}
            />
          </UnlessFramed>
          <Toasts />
        </Theme>
        <UnlessFramed>
          <Offline />
        </UnlessFramed>
      </body>
    </html>
  );
}
