'use client';

import type { Difference } from './divergence';

/** More marks would not help a reader: a run that differs early would mark everything. */
const most = 200;

const selector = ({ key }: Difference): string => `[data-step="${CSS.escape(key)}"]`;

/** A sign at the corner of a place: full where the difference is its own, hollow where it follows from another. */
const rules = (places: string, looks: string): string =>
  places &&
  `:is(${places}){position:relative}` +
    `:is(${places})::after{content:'≠';position:absolute;top:1px;right:1px;width:1rem;height:1rem;border-radius:9999px;font:700 .75rem/1rem var(--font-sans);text-align:center;${looks}}` +
    `:is(${places})[role=treeitem]::after{top:-.4rem;right:-.3rem}`;

/**
 * Marks the calls that differ wherever the run shows them: every view names a call's place by `data-step`, so the sign is a matter of
 * style alone and no view has to know of it. Read aloud are the sentences of the comparison, not the signs.
 */
export function DifferenceMarks({ differences }: { differences: readonly Difference[] }) {
  const shown = differences.slice(0, most);
  const own = shown.filter(({ follows }) => !follows).map(selector);
  const following = shown.filter(({ follows }) => follows).map(selector);
  return (
    <style>
      {rules(own.join(), 'background:var(--warning);color:var(--paper)') +
        rules(
          following.join(),
          'background:var(--paper);color:var(--warning);box-shadow:inset 0 0 0 1px var(--warning)',
        )}
    </style>
  );
}
