import { Shortcuts } from './shortcuts';

/** The footer of every page. */
export function Footer() {
  return (
    <footer className="mt-16 border-t border-line text-sm text-muted stage:hidden">
      <div className="mx-auto flex max-w-page flex-wrap items-center justify-between gap-x-8 gap-y-1 px-4 py-5 sm:px-6">
        <p>Runs in your browser. Nothing is sent unless you connect a server. No tracking.</p>
        <p>
          Loupe is free software under the MIT licence.{' '}
          <a
            href={`${process.env.NEXT_PUBLIC_BASE_PATH}/third-party-notices.txt`}
            className="underline underline-offset-2"
          >
            Licences of its parts
          </a>
        </p>
        <div className="min-h-8">
          <Shortcuts />
        </div>
      </div>
    </footer>
  );
}
