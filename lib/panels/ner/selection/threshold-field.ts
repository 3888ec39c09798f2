import type { Field } from '@/lib/experiment/fields';

/** The paper tries 3, 4 and 5 of 5 answers; its pools use 4. */
export const thresholdField = (hint: string): Field => ({
  kind: 'number',
  label: 'Threshold',
  hint,
  default: 4,
  min: 0,
  max: 40,
  step: 0.1,
});
