'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { classes } from './classes';

/** The scrolled state of a region, as its data attributes. */
interface Edges {
  /** There is more content to the left. */
  left: boolean;
  /** There is more content to the right. */
  right: boolean;
  /** The content is wider than the region, and its first column leaves at least half of the width for the others. */
  sticky: boolean;
}

const none: Edges = { left: false, right: false, sticky: false };

/** Scroll positions are fractions of a pixel on some screens. */
const tolerance = 1;

function edgesOf(region: HTMLElement): Edges {
  const hidden = region.scrollWidth - region.clientWidth;
  const first = region.querySelector('th')?.offsetWidth ?? 0;
  return {
    left: region.scrollLeft > tolerance,
    right: hidden - region.scrollLeft > tolerance,
    sticky: hidden > tolerance && first <= region.clientWidth / 2,
  };
}

/**
 * A region that scrolls in both directions. It takes focus, so that a keyboard can scroll it. A fade at an edge shows that there is
 * more to that side; in forced colours a bar does. A table inside makes its first column sticky by `group-data-sticky/scroll`, and draws
 * the left fade beside that column by `group-data-stuck/scroll`.
 */
export function ScrollRegion({
  label,
  maxHeight,
  children,
}: {
  /** The name of the region for screen readers. */
  label: string;
  /** A CSS length. */
  maxHeight?: string | undefined;
  children: ReactNode;
}) {
  const region = useRef<HTMLDivElement>(null);
  const [edges, setEdges] = useState(none);

  useEffect(() => {
    const element = region.current;
    if (!element) return;
    const update = () =>
      setEdges(before => {
        const now = edgesOf(element);
        return now.left === before.left && now.right === before.right && now.sticky === before.sticky ? before : now;
      });
    element.addEventListener('scroll', update, { passive: true });
    const observer = new ResizeObserver(update);
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => {
      element.removeEventListener('scroll', update);
      observer.disconnect();
    };
  }, []);

  return (
    <div
      data-left={edges.left || undefined}
      data-right={edges.right || undefined}
      data-sticky={edges.sticky || undefined}
      data-stuck={(edges.sticky && edges.left) || undefined}
      className="group/scroll relative flex overflow-hidden rounded-md border border-line"
    >
      <div
        ref={region}
        role="region"
        aria-label={label}
        tabIndex={0}
        className="relative min-w-0 flex-1 overflow-auto rounded-md focus-visible:-outline-offset-2"
        style={{ maxHeight }}
      >
        {children}
      </div>
      <Edge side="left" isShown={edges.left && !edges.sticky} />
      <Edge side="right" isShown={edges.right} />
    </div>
  );
}

/** The fade at one side of the region. A sticky first column draws its own at its right. */
function Edge({ side, isShown }: { side: 'left' | 'right'; isShown: boolean }) {
  return (
    <div
      aria-hidden
      data-edge={side}
      hidden={!isShown}
      className={classes(
        'pointer-events-none absolute inset-y-0 z-30 from-ink/25 to-transparent',
        'w-5 forced-colors:w-1 forced-colors:bg-accent forced-colors:bg-none',
        side === 'left' ? 'left-0 bg-linear-to-r' : 'right-0 bg-linear-to-l',
      )}
    />
  );
}
