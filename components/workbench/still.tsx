'use client';

import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from 'react';
import { useViews } from './context';

const never = () => () => {};

const OpensFirst = createContext(false);

/** Tells the stills inside whether the page opens the first ready-made run of its panel: its address names nothing else. */
export function FirstRun({ children }: { children: ReactNode }) {
  // Read once: the page writes the name of the run into its address while the picture is still on its way.
  const [readOnce] = useState(() => {
    let isPlain: boolean | undefined;
    return () => (isPlain ??= location.search === '' && location.hash === '');
  });
  const opensFirst = useSyncExternalStore(never, readOnce, () => true);
  return <OpensFirst value={opensFirst}>{children}</OpensFirst>;
}

/**
 * A still of the picture that a panel opens with (`npm run previews`), until the page can draw that picture: on a slow line its scripts come
 * seconds later. Where another run opens, and on a narrow screen, whose picture has another shape, it reserves the space alone.
 */
export function Still() {
  const { panel } = useViews();
  const isShown = useContext(OpensFirst);
  return (
    <div className="min-h-96 rounded-md bg-line/45">
      {isShown && (
        // `data-linked`: set by a script of the page where the address names another run, which React does not know yet.
        <div className="hidden cursor-progress bg-paper min-[900px]:block [[data-linked]_&]:hidden">
          <Image panel={panel.id} theme="light" className="dark:hidden" />
          <Image panel={panel.id} theme="dark" className="hidden dark:block" />
        </div>
      )}
    </div>
  );
}

/** Says beside the status of the page that the picture is a still, where one is drawn. */
export const StillNote = () =>
  useContext(OpensFirst) && (
    <span className="hidden min-[900px]:inline [[data-linked]_&]:hidden">
      &nbsp;Until it is here, you see a still of it.
    </span>
  );

/** `lazy`: the one of the other theme is never fetched. */
const Image = ({ panel, theme, className }: { panel: string; theme: 'light' | 'dark'; className: string }) => (
  <img
    src={`${process.env.NEXT_PUBLIC_BASE_PATH ?? ''}/stills/${panel}.${theme}.webp`}
    alt="A still of what is about to be drawn here."
    loading="lazy"
    decoding="sync"
    className={`max-w-full ${className}`}
  />
);
