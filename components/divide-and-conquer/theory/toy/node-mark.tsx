import type { Colour } from '@/lib/panels/divide-and-conquer/subtree-isomorphism/encoding';
import { radius } from './place';

/** Blue discs and amber squares: not of the series, whose colours stand for strategies. Each has 4.5:1 on paper, and its figure on it. */
const fills: readonly [string, string] = ['light-dark(#1f5fbf, #7db3ff)', 'light-dark(#a85400, #ffb454)'];

/** The outline of a node at the origin, `by` pixels larger. A colour is a shape too. */
export const outline = (colour: Colour, by = 0): string => {
  const r = radius + by;
  const side = r - 1;
  return colour === 0
    ? `M${r} 0A${r} ${r} 0 1 1 ${-r} 0A${r} ${r} 0 1 1 ${r} 0Z`
    : `M${-side} ${-side}H${side}V${side}H${-side}Z`;
};

/** A node with its index, at the origin. */
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

/** The same as a key in running text; its word must stand beside it. */
export function ColourKey({ colour }: { colour: Colour }) {
  return (
    <svg viewBox="-14 -14 28 28" width={14} height={14} aria-hidden className="inline-block align-[-0.1em]">
      <path d={outline(colour)} fill={fills[colour]} />
    </svg>
  );
}
