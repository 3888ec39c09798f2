import type { ReactNode } from 'react';
import { preload } from 'react-dom';
import Link from 'next/link';
import { ArrowLeft } from 'lucide-react';
import { findPanelInfo } from '@/lib/panels/index';
import { firstFiles } from './first-files';
import { pageMetadata } from './metadata';

const infoOf = (id: string) => findPanelInfo(id) ?? { title: '', summary: '' };

export function panelMetadata(id: string) {
  const { title, summary } = infoOf(id);
  return pageMetadata({ title, description: summary });
}

/** Search engines list the page itself. */
export const embedMetadata = (id: string) => ({ ...panelMetadata(id), robots: { index: false } });

/**
 * Run by the page before its first paint, for `components/workbench/still.tsx`: where the address names another run than the first, the still is
 * not drawn; else it is asked for before the scripts, which would take a slow line first.
 */
const beginStill = (panel: string) => `
const root = document.documentElement;
if (location.search || location.hash) root.dataset.linked = '';
else if (matchMedia('(min-width: 900px)').matches) {
  const still = new Image();
  still.fetchPriority = 'high';
  still.src = '${process.env.NEXT_PUBLIC_BASE_PATH ?? ''}/stills/${panel}.' + (root.classList.contains('dark') ? 'dark' : 'light') + '.webp';
}`;

/**
 * The page of a panel: its name, what it lets one see, and the panel itself. The page asks for its first run as soon as it answers, and a slow
 * line has the run there by then.
 */
export function PanelPage({ id, children }: { id: string; children: ReactNode }) {
  const { title, summary } = infoOf(id);
  for (const file of firstFiles(id)) preload(file, { as: 'fetch', crossOrigin: 'anonymous', fetchPriority: 'low' });
  return (
    <div className="mx-auto max-w-page px-4 pt-3 pb-16 sm:px-6 stage:max-w-none stage:p-0">
      <script>{`{${beginStill(id)}}`}</script>
      <header className="mb-3 flex flex-wrap items-baseline gap-x-4 stage:hidden">
        <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
        <p className="hidden min-w-0 flex-1 truncate text-muted min-[900px]:block">{summary}</p>
      </header>
      {children}
    </div>
  );
}

/** A page that belongs to a panel and leads back to it. */
export function SubPage({
  panel,
  title,
  summary,
  children,
}: {
  /** Its id. */
  panel: string;
  title: string;
  summary: string;
  children: ReactNode;
}) {
  return (
    <div className="mx-auto max-w-page px-4 pt-6 pb-16 sm:px-6">
      <header className="mb-6">
        <Link
          href={`/${panel}/`}
          prefetch={false}
          className="mb-2 inline-flex items-center gap-1.5 rounded-sm text-sm text-accent underline-offset-4 hover:underline"
        >
          <ArrowLeft aria-hidden className="size-4" />
          {infoOf(panel).title}
        </Link>
        <h1 className="text-3xl font-semibold tracking-tight">{title}</h1>
        <p className="max-w-measure text-muted">{summary}</p>
      </header>
      {children}
    </div>
  );
}
