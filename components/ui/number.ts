/** What a number field allows. Only whole numbers unless `step` is a fraction. */
export interface NumberBounds {
  min: number;
  max: number;
  step: number;
}

const format = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 6 });

/** The number that a text says, or NaN. ASCII digits, an optional sign and decimal point; no exponent, no spaces within. */
export const readNumber = (text: string): number => (/^\s*-?(\d+\.?\d*|\.\d+)\s*$/.test(text) ? Number(text) : NaN);

/** A sentence that names what is wrong with a typed text, or undefined. */
export function numberError(text: string, { min, max, step }: NumberBounds): string | undefined {
  const value = readNumber(text);
  const whole = Number.isInteger(step);
  if (Number.isNaN(value) || (whole && !Number.isInteger(value))) {
    return `Use a ${whole ? 'whole ' : ''}number from ${format(min)} to ${format(max)}.`;
  }
  if (value < min) return `Use at least ${format(min)}.`;
  if (value > max) return `Use at most ${format(max)}.`;
  return undefined;
}

/** The allowed value next to `value`, without the dust of binary fractions. */
export function nearest(value: number, { min, max, step }: NumberBounds): number {
  const bounded = Math.min(max, Math.max(min, value));
  return Number.isInteger(step) ? Math.round(bounded) : Number(bounded.toFixed(6));
}
