/** A part as a CSS length of the whole. */
export const percentOf = (part: number, whole: number): string => `${(100 * part) / whole}%`;
