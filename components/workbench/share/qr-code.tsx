import { encode } from 'uqr';

/** Characters of a link that is shown as a code: up to 117 modules a side. A denser one is hard to read from a screen. */
export const longestForPhones = 1_200;

/** Modules of quiet zone around a code, as ISO 18004 asks for. */
const border = 4;

/** A text as a QR code, computed in the page. Dark on light in both themes: many readers know no other. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'L', border });
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : []))).join('');
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="aspect-square w-full max-w-80 rounded-md border border-line forced-color-adjust-none"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
