'use client';

import { usePathname } from 'next/navigation';

export interface CitedPaper {
  /** The page that follows it, and all pages below: `/ner/`. */
  under: string;
  /** `Zhang et al. 2024` */
  words: string;
  title: string;
  url: string;
  bibtex: string;
}

/** The papers that belong to a page: that of its panel, or all of them elsewhere. */
export function papersOf(papers: readonly CitedPaper[], path: string): readonly CitedPaper[] {
  const own = papers.filter(({ under }) => `${path.replace(/\/$/, '')}/`.startsWith(under));
  return own.length > 0 ? own : papers;
}

/** Names the papers of this page and says how to cite them. */
export function Papers({ papers }: { papers: readonly CitedPaper[] }) {
  const shown = papersOf(papers, usePathname());
  return (
    <div className="min-w-0 space-y-1">
      <p>
        {shown.length === 1 ? 'Paper: ' : 'Papers: '}
        {shown.map(({ words, title, url }, at) => (
          <span key={url}>
            {at > 0 && ', '}
            <a href={url} title={title} className="underline underline-offset-2">
              {words}
            </a>
          </span>
        ))}
      </p>
      <details>
        <summary className="w-fit rounded-sm underline decoration-dotted underline-offset-2">How to cite</summary>
        <pre tabIndex={0} className="mt-2 max-h-64 overflow-auto rounded-md bg-sunken p-3 text-caption text-ink">
          {shown.map(({ bibtex }) => bibtex).join('\n')}
        </pre>
      </details>
    </div>
  );
}
