/** The id of <main>, which the skip link moves the focus to. */
export const contentId = 'content';

/** The first stop of the tab key. It is visible while it has focus. */
export function SkipLink() {
  return (
    <a
      href={`#${contentId}`}
      className="sr-only z-50 rounded-md bg-accent px-4 py-2 font-semibold text-accent-ink forced-color-adjust-none focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
    >
      Skip to the content
    </a>
  );
}
