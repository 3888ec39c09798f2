/**
 * Of an element around shaded cells: the part of the colour in the strongest one. Ink keeps its contrast on it, on paper and on the dark page,
 * where colours are bright.
 */
export const strongest = '[--strongest:55%] dark:[--strongest:35%]';

/** The background of a cell within {@link strongest}, as CSS: the larger the share, from 0 to 1, the stronger the colour. */
export const shade = (color: string, share: number): string =>
  `color-mix(in srgb, ${color} calc(${share} * var(--strongest)), var(--surface))`;
