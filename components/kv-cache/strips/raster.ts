import { cell } from '@/lib/panels/kv-cache/report/frame';
import type { StripRow } from './rows';

/** Colours as pixels of an `ImageData`, seen as uint32. */
export interface Inks {
  /** From a token that received no attention to the one that received the most. */
  kept: Uint32Array;
  merged: number;
  evicted: number;
}

/** The tone of kept tokens while their attention is not known. */
const unknownTone = 0.7;

/**
 * Draws a frame: a column a token, a row of pixels a row of the device. A kept token fills the height of its strip, one that was merged into
 * another the lower half, and an evicted one is a line at the bottom, so that they differ in shape too.
 *
 * @param pixels [row][token], overwritten
 */
export function paintFrame(
  pixels: Uint32Array,
  { states, attention }: { states: Uint8Array; attention: Uint8Array | null },
  rows: readonly StripRow[],
  { kept, merged, evicted }: Inks,
): void {
  const width = rows.length === 0 ? 0 : states.length / rows.length;
  const tones = kept.length - 1;
  pixels.fill(0);
  for (const [head, { top, bottom }] of rows.entries()) {
    const line = Math.max(1, Math.round((bottom - top) / 10));
    const half = (top + bottom) >> 1;
    for (let token = 0; token < width; token++) {
      const at = head * width + token;
      const state = states[at];
      if (state === cell.unread) continue;
      const isKept = state === cell.kept;
      const share = attention ? (attention[at] ?? 0) / 255 : unknownTone;
      const ink = isKept ? (kept[Math.round(share * tones)] ?? 0) : state === cell.merged ? merged : evicted;
      const from = isKept ? top : state === cell.merged ? half : bottom - line;
      for (let row = from; row < bottom; row++) pixels[row * width + token] = ink;
    }
  }
}
