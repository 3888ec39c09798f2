'use client';

import type { StageProps } from '../loop/use-loop';

/** How many sentences each selection keeps. */
export function SelectMini({ loop }: StageProps) {
  const all = loop.latest.size;
  return (
    <span className="block space-y-1">
      {loop.pools.map(({ selection, state }) => (
        <span key={selection.id} className="block text-caption">
          <span className="block h-2 overflow-hidden rounded-sm bg-sunken" aria-hidden>
            <span
              className="block h-full bg-accent forced-color-adjust-none"
              style={{ width: `${all === 0 ? 0 : (100 * state.pool.length) / all}%` }}
            />
          </span>
          {selection.title}: {state.pool.length.toLocaleString('en')} of {all.toLocaleString('en')}
        </span>
      ))}
    </span>
  );
}
