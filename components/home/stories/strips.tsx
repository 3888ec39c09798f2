'use client';

import type { StoryKind, StoryOf } from './contract';

/** A strip for each head: one cell a token, filled while the head keeps it. */
export const strips: StoryKind<StoryOf<'strips'>> = {
  beat: 160,
  last: ({ read }) => read.length - 1,
  say: ({ read }, at) => `${read[at]?.toLocaleString('en') ?? 0} tokens read`,
  Picture: StripsPicture,
  Verdict: ({ story }) => story.verdict,
};

function StripsPicture({ story: { heads, read }, at }: { story: StoryOf<'strips'>; at: number }) {
  const width = read.at(-1) ?? 1;
  const now = read[at] ?? 0;
  return (
    <>
      <ul className="grid h-72 content-between text-caption">
        {heads.map(({ title, gone }) => {
          const cells = heldAt(gone, now, at);
          const held = cells.reduce((sum, { length }) => sum + length, 0);
          return (
            <li key={title} className="grid grid-cols-[5.75rem_minmax(0,1fr)_2rem] items-center gap-2">
              <span className="text-muted">{title}</span>
              <svg
                viewBox={`0 0 ${width} 1`}
                preserveAspectRatio="none"
                aria-hidden
                className="h-4 w-full rounded-[2px] bg-line/45 forced-color-adjust-none"
              >
                <rect width={now} height={1} className="fill-accent" opacity={0.18} />
                <path
                  d={cells.map(({ start, length }) => `M${start} 0h${length}v1h${-length}z`).join('')}
                  className="fill-accent"
                />
              </svg>
              <span className="text-right font-mono">
                <span className="sr-only">
                  keeps {held} of {now} tokens
                </span>
                <span aria-hidden>{held}</span>
              </span>
            </li>
          );
        })}
      </ul>
      <p className="mt-1 min-h-9 text-caption text-muted">
        A cell is a token that the head keeps; the number says how many it keeps of {now.toLocaleString('en')}.
      </p>
    </>
  );
}

/** Runs of tokens that are read and not gone at a frame. */
export function heldAt(gone: string, read: number, frame: number): { start: number; length: number }[] {
  const runs: { start: number; length: number }[] = [];
  for (let token = 0; token < Math.min(read, gone.length); token++) {
    const at = gone.charAt(token);
    if (at !== '-' && parseInt(at, 36) <= frame) continue;
    const last = runs.at(-1);
    if (last && last.start + last.length === token) last.length++;
    else runs.push({ start: token, length: 1 });
  }
  return runs;
}
