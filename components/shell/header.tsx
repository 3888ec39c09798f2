'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { ThemeToggle } from './theme-toggle';
import { useIsSettled } from './use-is-settled';
import { Wordmark } from './wordmark';

export interface NavigationLink {
  href: string;
  title: string;
}

/** The name, the links to the pages, and the theme. On narrow screens the links have their own line. */
export function Header({ links }: { links: readonly NavigationLink[] }) {
  const here = usePathname();
  // Next fetches the scripts of the pages that it sees links to.
  const prefetch = useIsSettled() ? null : false;
  return (
    <header className="border-b border-line stage:hidden">
      <div className="mx-auto flex max-w-page flex-wrap items-center gap-x-8 gap-y-1 px-4 py-2 sm:px-6">
        <Link href="/" prefetch={prefetch} aria-label="Loupe, home" className="rounded-sm">
          <Wordmark />
        </Link>
        <nav aria-label="Pages" className="order-last w-full sm:order-none sm:w-auto sm:flex-1">
          <ul className="-mx-2 flex flex-wrap gap-x-2">
            {links.map(({ href, title }) => (
              <li key={href}>
                <Link
                  href={href}
                  prefetch={prefetch}
                  aria-current={isSame(here, href) ? 'page' : undefined}
                  className="block rounded-sm px-2 py-1 text-muted underline-offset-[0.375rem] transition-colors hover:text-ink aria-[current=page]:text-ink aria-[current=page]:underline aria-[current=page]:decoration-accent aria-[current=page]:decoration-2"
                >
                  {title}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="ml-auto">
          <ThemeToggle />
        </div>
      </div>
    </header>
  );
}

const isSame = (path: string, href: string): boolean => path.replace(/\/$/, '') === href.replace(/\/$/, '');
