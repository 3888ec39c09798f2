import { classes } from '../ui/classes';
import { type Edge, edgesOf } from './edges';
import type { TreePicture } from './picture';
import { rem } from './sizes';

/** The lines of a tree. Where an error travels, the line is of its colour and wider. */
export function TreeEdges({ picture: { nodes, width, height } }: { picture: TreePicture }) {
  return (
    <svg
      aria-hidden
      data-edges
      className="pointer-events-none absolute inset-0"
      style={{ width: rem(width), height: rem(height) }}
      viewBox={`0 0 ${width} ${height}`}
      fill="none"
      strokeLinejoin="round"
    >
      {edgesOf(nodes).map(edge => (
        <path key={edge.key} className={classes('forced-colors:stroke-[CanvasText]', ink(edge))} d={edge.path} />
      ))}
    </svg>
  );
}

const ink = ({ carries, kind }: Edge): string => {
  if (carries) return 'stroke-danger stroke-2';
  return kind === 'step'
    ? 'stroke-line-strong stroke-[1.25]'
    : 'stroke-[color-mix(in_srgb,var(--line-strong)_60%,var(--surface))] stroke-1';
};
