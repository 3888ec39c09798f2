import type { Colour } from '@/lib/panels/divide-and-conquer/subtree-isomorphism/encoding';
import { radius } from './place';

/**
 * Blue discs and amber squares. They are no series colours, which stand for strategies. The contrast is at least 4.5:1, of a node with the
 * page and of its number with the node.
 */
const fills: readonly [string, string] = ['light-dark(#1f5fbf, #7db3ff)', 'light-dark(#a85400, #ffb454)'];

/** The outline of a node at the origin, enlarged by `by` pixels. Each colour has a shape of its own. */
export const outline = (colour: Colour, by = 0): string => {
  const r = radius + by;
  const side = r - 1;
  return colour === 0
    ? `M${r} 0A${r} ${r} 0 1 1 ${-r} 0A${r} ${r} 0 1 1 ${r} 0Z`
    : `M${-side} ${-side}H${side}V${side}H${-side}Z`;
};

/** A node with its number, at the origin. */
export function NodeMark({ colour, index }: { colour: Colour; index: number }) {
  return (
    <>
      <path d={outline(colour)} fill={fills[colour]} />
      <text textAnchor="middle" dy="0.36em" className="fill-paper text-[13px] font-semibold">
        {index}
      </text>
    </>
  );
}

/** The mark of a colour in running text. The word for it must stand beside it. */
export function ColourKey({ colour }: { colour: Colour }) {
  return (
    <svg viewBox="-14 -14 28 28" width={14} height={14} aria-hidden className="inline-block align-[-0.1em]">
      <path d={outline(colour)} fill={fills[colour]} />
    </svg>
  );
}
