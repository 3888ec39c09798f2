/** How a square is filled. */
export interface SquareLook {
  /** The class of its colour. */
  color: string;
  /** 0 to 1. */
  strength: number;
}

/** Units of the drawing from one square to the next, and of a side. */
const pitch = 7;
const side = 6;
const perRow = 36;

/** Strengths that are told apart. */
const steps = 20;

/**
 * Squares in rows. All that look alike are one path: with an element for each, a run of hundreds of sentences would take longer to lay out
 * its squares than all else of its picture.
 */
export function Squares({ looks }: { looks: readonly SquareLook[] }) {
  const paths = new Map<string, { look: SquareLook; d: string }>();
  looks.forEach((look, at) => {
    const strength = Math.round(look.strength * steps) / steps;
    const key = `${look.color} ${strength}`;
    const path = paths.get(key) ?? { look: { ...look, strength }, d: '' };
    const [x, y] = [pitch * (at % perRow), pitch * Math.floor(at / perRow)];
    path.d += `M${x} ${y}h${side}v${side}h-${side}z`;
    paths.set(key, path);
  });
  const rows = Math.max(1, Math.ceil(looks.length / perRow));
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${pitch * perRow - 1} ${pitch * rows - 1}`}
      preserveAspectRatio="xMinYMin"
      className="max-h-16 w-full forced-color-adjust-none"
    >
      {[...paths].map(([key, { look, d }]) => (
        <path key={key} d={d} className={look.color} fillOpacity={look.strength} />
      ))}
    </svg>
  );
}
