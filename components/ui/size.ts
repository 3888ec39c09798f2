/**
 * A number of bytes in two or three digits: `12 kB`, `8.4 MB`, `270 MB`, `2.5 GB`. A kB has 1000 bytes, as file managers and browsers
 * have it; less than one is rounded up, so that only nothing is `0 kB`.
 */
export function sizeText(bytes: number): string {
  const kilobytes = Math.ceil(bytes / 1e3);
  if (kilobytes < 1000) return `${kilobytes} kB`;
  return bytes < 999.5e6 ? `${short(bytes / 1e6)} MB` : `${short(bytes / 1e9)} GB`;
}

/** `8.4 MB of 270 MB`; without a total, what there is. */
export const sizeOf = (bytes: number, total: number | null): string =>
  total === null ? sizeText(bytes) : `${sizeText(bytes)} of ${sizeText(total)}`;

/** One decimal below ten. */
const short = (amount: number): string => amount.toLocaleString('en', { maximumFractionDigits: amount < 9.95 ? 1 : 0 });
