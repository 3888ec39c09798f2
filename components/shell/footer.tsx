import Link from 'next/link';
import { bibtexOfPaper, type Paper, paperUrl, shortCitation } from '@/lib/experiment/cite';
import { type CitedPaper, Papers } from './papers';
import { Shortcuts } from './shortcuts';

const link = 'underline underline-offset-2';

/** The footer of every page: the papers that it follows and how to cite them, the licence, and the source where it is known. */
export function Footer({
  papers,
  source,
}: {
  /** With the address of the page that follows each. */
  papers: readonly { under: string; paper: Paper }[];
  /** Address of the source code. */
  source?: string | undefined;
}) {
  const cited = papers.map(({ under, paper }): CitedPaper => ({
    under,
    words: shortCitation(paper),
    title: paper.title,
    url: paperUrl(paper),
    bibtex: bibtexOfPaper(paper),
  }));
  return (
    <footer className="mt-16 border-t border-line text-sm text-muted stage:hidden">
      <div className="mx-auto grid max-w-page gap-x-12 gap-y-3 px-4 py-5 sm:px-6 md:grid-cols-2">
        <Papers papers={cited} />
        <div className="space-y-1 md:text-right">
          <p>
            <Link href="/what-is-this/" prefetch={false} className={link}>
              What is this?
            </Link>{' '}
            Runs in your browser. Nothing is sent unless you connect a server. No tracking.
          </p>
          <p>
            Loupe is free software under the MIT licence.{' '}
            {source !== undefined && (
              <>
                <a href={source} className={link}>
                  Source code
                </a>{' '}
              </>
            )}
            <a href={`${process.env.NEXT_PUBLIC_BASE_PATH}/third-party-notices.txt`} className={link}>
              Licences of its parts
            </a>
          </p>
          <div className="min-h-8">
            <Shortcuts />
          </div>
        </div>
      </div>
    </footer>
  );
}
