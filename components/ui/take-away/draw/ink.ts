/** A colour that every program reads: `#rrggbb`, and how opaque it is, from 0 to 1. */
export interface Ink {
  color: string;
  alpha: number;
}

const known = new Map<string, Ink | null>();

/** The ink of a computed CSS colour in any notation; null where nothing is seen of it. */
export function inkOf(css: string): Ink | null {
  const found = known.get(css);
  if (found !== undefined) return found;
  const ink = read(css);
  known.set(css, ink);
  return ink;
}

/** `rgba(1, 2, 3, 0.5)`, `color(srgb 0 0 0 / 0.5)`, `oklab(0.2 0 0 / 50%)`. */
const translucent = /^rgba\((.*),\s*([^,]+)\)$|^(.*?)\s*\/\s*([^/]+)\)$/;

function read(css: string): Ink | null {
  if (css === '' || css === 'none' || css === 'transparent') return null;
  const [, legacy, legacyAlpha, modern, modernAlpha] = translucent.exec(css) ?? [];
  const written = legacyAlpha ?? modernAlpha ?? '1';
  const alpha = parseFloat(written) / (written.endsWith('%') ? 100 : 1);
  if (alpha === 0) return null;
  const opaque = legacy === undefined ? (modern === undefined ? css : `${modern})`) : `rgb(${legacy})`;
  return { color: hexOf(opaque), alpha };
}

/** The browser knows all notations: it paints a pixel, which is read. */
function hexOf(css: string): string {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return '#000000';
  context.fillStyle = css;
  context.fillRect(0, 0, 1, 1);
  const parts = [...context.getImageData(0, 0, 1, 1).data.subarray(0, 3)];
  return `#${parts.map(part => part.toString(16).padStart(2, '0')).join('')}`;
}

/** The attributes that paint a `fill` or a `stroke` with an ink. */
export const painted = (what: 'fill' | 'stroke', ink: Ink | null, opacity = 1) => ({
  [what]: ink?.color ?? 'none',
  [`${what}-opacity`]: ink && ink.alpha * opacity < 1 ? ink.alpha * opacity : null,
});
