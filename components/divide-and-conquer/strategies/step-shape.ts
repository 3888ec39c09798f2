const square = 'M-4.2-4.2H4.2V4.2H-4.2Z';

/** Outlines in a box from -6 to 6, by role. A split opens to the right, a merge closes to it; a chain of thought is long. */
const shapes: Readonly<Record<string, string>> = {
  split: 'M-5 0L4-5.5V5.5Z',
  solve: 'M4.6 0A4.6 4.6 0 1 1-4.6 0A4.6 4.6 0 1 1 4.6 0Z',
  merge: 'M5 0L-4-5.5V5.5Z',
  reason: 'M-6-3.4H6A3.4 3.4 0 0 1 6 3.4H-6A3.4 3.4 0 0 1-6-3.4Z',
  decide: 'M0-5.6L5.6 0L0 5.6L-5.6 0Z',
  propose: 'M-2.6-4.8H2.6L5.4 0L2.6 4.8H-2.6L-5.4 0Z',
  choose: 'M-1.8-5.2H1.8V-1.8H5.2V1.8H1.8V5.2H-1.8V1.8H-5.2V-1.8H-1.8Z',
  vote: square,
  count: square,
  answer: 'M-4.6-4.4H1.6L5.4 0L1.6 4.4H-4.6Z',
};

/** An upright pill, for roles that a strategy brings itself. */
export const neutralShape = 'M-3-2.6A3 3 0 0 1 3-2.6V2.6A3 3 0 0 1-3 2.6Z';

/** The outline of a step, by its role. */
export const shapeOf = (role: string): string =>
  Object.hasOwn(shapes, role) ? (shapes[role] ?? neutralShape) : neutralShape;
