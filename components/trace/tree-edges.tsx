import { isWrong } from './status';
import { frameHeight, frameWidth, sizes, type Drawn } from './picture';

/**
 * The lines of a tree: from a problem to its splits and parts, and along a sequence from each step to the next, with the last one
 * leading back to the problem. Where an error travels, the line is of its colour and wider.
 */
export function TreeEdges({ nodes, width, height }: { nodes: Drawn[]; width: number; height: number }) {
  const byKey = new Map(nodes.map(drawn => [drawn.node.key, drawn]));
  const rows = new Map<string | null, Drawn[]>();
  for (const drawn of nodes) rows.set(drawn.parent, [...(rows.get(drawn.parent) ?? []), drawn]);
  return (
    <svg aria-hidden className="absolute inset-0" width={width} height={height} fill="none">
      {nodes.map(drawn => {
        const parent = drawn.parent === null ? undefined : byKey.get(drawn.parent);
        const row = rows.get(drawn.parent) ?? [];
        const place = row.indexOf(drawn);
        const before = parent?.node.isSequence ? row[place - 1] : undefined;
        // Of a sequence the first step comes from the problem, and the last leads back to it once there is a result.
        const isLast = before !== undefined && place === row.length - 1 && parent?.node.result !== '';
        return (
          <g key={drawn.node.key}>
            {parent && !before && <Branch parent={parent} child={drawn} />}
            {parent && isLast && <WayBack from={drawn} to={parent} />}
            {before && <Arrow from={before} to={drawn} />}
            {drawn.node.splits.length > 0 && (
              <path
                className="stroke-line-strong/60"
                d={`M${middleOf(drawn)} ${drawn.y + frameHeight(drawn.node)}v${sizes.split.above}`}
              />
            )}
          </g>
        );
      })}
    </svg>
  );
}

const middleOf = ({ x, width }: Drawn): number => x + width / 2;

const ink = (carries: boolean): string => (carries ? 'stroke-danger' : 'stroke-line-strong/60');

function Branch({ parent, child }: { parent: Drawn; child: Drawn }) {
  const carries = isWrong(child.node.status) && isWrong(parent.node.status);
  const from = { x: middleOf(parent), y: parent.y + parent.height };
  const to = { x: middleOf(child), y: child.y };
  const bend = (from.y + to.y) / 2;
  return (
    <path
      className={ink(carries)}
      strokeWidth={carries ? 2 : 1}
      d={`M${from.x} ${from.y}C${from.x} ${bend} ${to.x} ${bend} ${to.x} ${to.y}`}
    />
  );
}

/** From the last step of a sequence up and back to the problem, whose result follows from it. */
function WayBack({ from, to }: { from: Drawn; to: Drawn }) {
  const carries = isWrong(from.node.status) && isWrong(to.node.status);
  const y = to.y + frameHeight(to.node) / 2;
  const end = middleOf(to) + frameWidth(to.node) / 2 + 4;
  const start = middleOf(from);
  if (start < end + 12) return <Branch parent={to} child={from} />;
  return (
    <path
      className={carries ? 'stroke-danger' : 'stroke-line-strong'}
      strokeWidth={carries ? 2 : 1.25}
      d={`M${start} ${from.y - 2}V${y + 8}q0 -8 -8 -8H${end}m5 -4l-5 4l5 4`}
    />
  );
}

/** From the right side of a step to the left side of the next, at the height of the lower of the two frames' middles. */
function Arrow({ from, to }: { from: Drawn; to: Drawn }) {
  const carries = isWrong(from.node.status) && isWrong(to.node.status);
  const y = from.y + Math.min(frameHeight(from.node), frameHeight(to.node)) / 2;
  const start = middleOf(from) + frameWidth(from.node) / 2 + 3;
  const end = middleOf(to) - frameWidth(to.node) / 2 - 4;
  return (
    <path
      className={carries ? 'stroke-danger' : 'stroke-line-strong'}
      strokeWidth={carries ? 2 : 1.25}
      d={`M${start} ${y}H${end}m-5 -4l5 4l-5 4`}
    />
  );
}
