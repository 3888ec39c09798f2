import type { ReactNode, Ref } from 'react';

export interface FrameText {
  title: string;
  /** Kind of numbers, n and source; empty where nothing is said. */
  provenance: string;
  link: string;
  /** Whether the link leaves the settings out. */
  isCut: boolean;
  date: string;
}

/** What a saved figure has around it: its title, its provenance, and where and when it was made. As wide as the picture. */
export function Frame({
  title,
  provenance,
  link,
  isCut,
  date,
  ref,
  children,
}: FrameText & { ref: Ref<HTMLDivElement>; children: ReactNode }) {
  return (
    <div ref={ref} className="w-max min-w-96 bg-paper p-5 font-sans text-base text-ink">
      {/* These wrap at the width of the picture, and never make it wider. */}
      <div className="w-0 min-w-full">
        <p className="text-lg leading-snug font-semibold">{title}</p>
        <p className="text-caption text-muted">{provenance}</p>
      </div>
      <div className="my-3">{children}</div>
      <p className="w-0 min-w-full text-caption wrap-anywhere text-muted">
        Loupe · {date} · <a href={link}>{link}</a>
        {isCut && ' (the settings are too long for a link here)'}
      </p>
    </div>
  );
}
