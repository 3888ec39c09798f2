import type { StepKind } from '@/lib/panels/divide-and-conquer/flow/flow';

/** What a step is called under its column and in the key. */
export const stepWords: Record<StepKind, string> = {
  split: 'split',
  solve: 'solve',
  merge: 'merge',
  reason: 'reason',
  decide: 'decide',
  propose: 'propose',
  choose: 'vote',
  vote: 'count',
};

/** Outlines in a box from -6 to 6. A split opens to the right, a merge closes to it; a chain of thought is long. */
const outlines: Record<StepKind, string> = {
  split: 'M-5 0L4-5.5V5.5Z',
  solve: 'M4.6 0A4.6 4.6 0 1 1-4.6 0A4.6 4.6 0 1 1 4.6 0Z',
  merge: 'M5 0L-4-5.5V5.5Z',
  reason: 'M-6-3.4H6A3.4 3.4 0 0 1 6 3.4H-6A3.4 3.4 0 0 1-6-3.4Z',
  decide: 'M0-5.6L5.6 0L0 5.6L-5.6 0Z',
  propose: 'M-2.6-4.8H2.6L5.4 0L2.6 4.8H-2.6L-5.4 0Z',
  choose: 'M-1.8-5.2H1.8V-1.8H5.2V1.8H1.8V5.2H-1.8V1.8H-5.2V-1.8H-1.8Z',
  vote: 'M-4.2-4.2H4.2V4.2H-4.2Z',
};

/** A step inside an SVG, centred on (x, y): filled if the model does it, an outline if code does. */
export function StepMark({
  kind,
  byCode,
  color,
  x = 0,
  y = 0,
  title,
}: {
  kind: StepKind;
  byCode: boolean;
  /** A CSS colour. */
  color: string;
  x?: number;
  y?: number;
  title?: string;
}) {
  return (
    <path
      d={outlines[kind]}
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
