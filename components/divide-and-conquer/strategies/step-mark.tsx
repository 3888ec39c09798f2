import { shapeOf } from './step-shape';

/** A step inside an SVG, centred on (x, y): filled if the model does it, an outline if code does. */
export function StepMark({
  role,
  byCode,
  color,
  x = 0,
  y = 0,
  title,
}: {
  role: string;
  byCode: boolean;
  /** A CSS colour. */
  color: string;
  x?: number;
  y?: number;
  title?: string;
}) {
  return (
    <path
      d={shapeOf(role)}
      transform={`translate(${x} ${y})`}
      fill={byCode ? 'var(--surface)' : color}
      stroke={byCode ? color : 'var(--surface)'}
      strokeWidth={byCode ? 1.75 : 1}
      paintOrder="stroke"
    >
      {title && <title>{title}</title>}
    </path>
  );
}
