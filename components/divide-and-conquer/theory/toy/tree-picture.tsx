'use client';

import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import { childrenOf, colourOf, type Instance } from '@/lib/panels/divide-and-conquer/subtree-isomorphism/encoding';
import { NodeMark, outline } from './node-mark';
import { neighbour, placeTree } from './place';
import { wordOf } from './reading';

/** How a node and the edge above it are drawn. */
export interface NodeLook {
  /** A ring marks a node that matches, or that the step is about. */
  isRinged: boolean;
  /** The edge to its parent is bold. */
  isBold: boolean;
  /** Small numbers at its upper outer side, below one another: two at most. */
  tags: readonly number[];
  /** What the ring and the tags mean, for a screen reader. */
  spoken?: string;
}

/** The largest scale, and the smallest, below which the picture scrolls. */
const scales = { most: 1.3, least: 0.8 };

/** Pixels at both sides for the small numbers of the outermost nodes. */
const margin = 24;

/** A tree whose nodes change colour when pressed. The Tab key reaches one node, the arrow keys the others. */
export function TreePictureView({
  instance,
  root,
  label,
  name,
  look,
  onFlip,
}: {
  instance: Instance;
  root: number;
  label: string;
  /** `Pattern` or `Base` */
  name: string;
  look: (index: number) => NodeLook;
  onFlip: (index: number) => void;
}) {
  const svg = useRef<SVGSVGElement>(null);
  const [walked, setWalked] = useState(root);
  const picture = useMemo(() => placeTree(instance, root), [instance, root]);
  const width = picture.width + 2 * margin;
  const current = picture.nodes.some(({ index }) => index === walked) ? walked : root;

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onFlip(current);
      return;
    }
    const next = neighbour(picture.nodes, current, event.key);
    if (next === undefined) return;
    event.preventDefault();
    setWalked(next);
    svg.current?.querySelector<SVGElement>(`[data-node="${next}"]`)?.focus();
  };

  const edges: ReactNode[] = [];
  const marks: ReactNode[] = [];
  for (const { index, x, y, parent } of picture.nodes) {
    const colour = colourOf(instance, index);
    const { isRinged, isBold, tags, spoken } = look(index);
    if (parent) {
      edges.push(
        <path
          key={index}
          d={`M${parent.x} ${parent.y}L${x} ${y}`}
          className={isBold ? 'stroke-accent' : 'stroke-line-strong'}
          strokeWidth={isBold ? 4 : 1.5}
        />,
      );
    }
    const children = childrenOf(instance, index).length;
    // The numbers stand on the side that the edge from above does not touch.
    const isLeft = parent !== null && x < parent.x;
    marks.push(
      <g
        key={index}
        role="button"
        tabIndex={index === current ? 0 : -1}
        data-node={index}
        aria-label={`${name} node ${index}, ${wordOf(colour)}, ${children === 0 ? 'leaf' : `${children} below`}${spoken ? `, ${spoken}` : ''}`}
        transform={`translate(${x} ${y})`}
        onClick={() => {
          setWalked(index);
          onFlip(index);
        }}
        onFocus={() => setWalked(index)}
        className="group cursor-pointer outline-none"
      >
        <path
          d={outline(colour, 5)}
          fill="none"
          strokeWidth={2}
          strokeDasharray="3 2"
          className="stroke-ink opacity-0 group-focus-visible:opacity-100"
        />
        {isRinged && <path d={outline(colour, 3)} className="fill-paper stroke-accent" strokeWidth={2.5} />}
        <NodeMark colour={colour} index={index} />
        {tags.map((tag, line) => (
          <text
            key={tag}
            x={(isLeft ? -1 : 1) * (isRinged ? 19 : 15)}
            y={13 * line - 10}
            textAnchor={isLeft ? 'end' : 'start'}
            className="fill-ink stroke-paper text-[12px] font-semibold"
            paintOrder="stroke"
            strokeWidth={3}
          >
            {tag}
          </text>
        ))}
      </g>,
    );
  }
  return (
    <div className="overflow-x-auto">
      <svg
        ref={svg}
        role="group"
        aria-label={label}
        viewBox={`${-margin} -4 ${width} ${picture.height + 6}`}
        className="mx-auto block h-auto w-full"
        style={{ minWidth: width * scales.least, maxWidth: width * scales.most }}
        onKeyDown={onKeyDown}
      >
        {edges}
        {marks}
      </svg>
    </div>
  );
}
