import type { Field } from '@/lib/experiment/fields';

/** K of arXiv 2311.08921. */
export const neighboursField: Field = {
  kind: 'number',
  label: 'Nearest considered',
  hint: 'demonstrations come from so many of the most similar samples',
  default: 50,
  min: 1,
  max: 1000,
};
