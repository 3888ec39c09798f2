/** What a number field allows. Only whole numbers unless `step` is a fraction. */
export interface NumberBounds {
  min: number;
  max: number;
  step: number;
}

const format = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 6 });

/**
 * The number that a text says, or NaN: digits, an optional minus sign and decimal point, but no exponent and no separators. Spaces
 * around the number are ignored, and full-width forms (U+FF10 to U+FF19) count as ASCII, as Unicode's NFKC has them.
 */
export function readNumber(text: string): number {
  const plain = text.normalize('NFKC').trim();
  return /^-?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : NaN;
}

/** A sentence that says which numbers are allowed, or undefined if the text is one of them. */
export function numberError(text: string, { min, max, step }: NumberBounds): string | undefined {
  const value = readNumber(text);
  const whole = Number.isInteger(step);
  if (value >= min && value <= max && (!whole || Number.isInteger(value))) return undefined;
  return `Use a ${whole ? 'whole ' : ''}number from ${format(min)} to ${format(max)}.`;
}

/** The allowed value that is nearest to `value`, rounded to six decimals because sums of binary fractions are inexact. */
export function nearest(value: number, { min, max, step }: NumberBounds): number {
  const bounded = Math.min(max, Math.max(min, value));
  return Number.isInteger(step) ? Math.round(bounded) : Number(bounded.toFixed(6));
}
