/** The logo, a loupe over a fork, and the name. */
export function Wordmark() {
  return (
    <span className="flex items-center gap-2">
      <svg viewBox="0 0 24 24" aria-hidden className="size-6 shrink-0 text-accent">
        <g fill="none" stroke="currentColor" strokeLinecap="round" strokeLinejoin="round">
          <circle cx="10.5" cy="10.5" r="7.5" strokeWidth="2" />
          <path d="M16 16L21.2 21.2" strokeWidth="2.8" />
          <path d="M10.5 6.8V9.6L7.7 13.2M10.5 9.6L13.3 13.2" strokeWidth="1.6" />
        </g>
      </svg>
      <span className="text-xl font-semibold tracking-tight">Loupe</span>
    </span>
  );
}
