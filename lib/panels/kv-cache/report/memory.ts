import { pageSlots } from '@/lib/transformer/cache/pages';
import { never } from '@/lib/transformer/instruments/cache-trial/value';
import type { CacheHistory } from './history';

/** What a cache holds, beside the full one. All are [step]. */
export interface Memory {
  slots: Int32Array;
  fullSlots: Int32Array;
  /** Pages of 16 slots: with the slots of a head moved together, without moving any, and of the full cache. */
  pages: Int32Array;
  unmovedPages: Int32Array;
  fullPages: Int32Array;
  /** Measured. */
  bytes: ArrayLike<number>;
  fullBytes: ArrayLike<number>;
  /** Computed: a page costs the same wherever it is. */
  unmovedBytes: Float64Array;
}

/** What a cache holds at every step that is known. */
export function memoryOf(history: CacheHistory): Memory {
  const { lostAt, width, promptTokens, steps, bytes, fullBytes } = history;
  const heads = width === 0 ? 0 : lostAt.length / width;
  const each = () => new Int32Array(steps + 1);
  const [slots, pages, unmovedPages] = [each(), each(), each()];
  for (let head = 0; head < heads; head++) {
    const lost = lostAt.subarray(head * width, (head + 1) * width);
    heldBy(lost, history).forEach((held, step) => {
      slots[step] = (slots[step] ?? 0) + held;
      pages[step] = (pages[step] ?? 0) + Math.ceil(held / pageSlots);
    });
    for (let first = 0; first < width; first += pageSlots)
      heldBy(lost.subarray(first, first + pageSlots), history, first).forEach(
        (held, step) => held > 0 && (unmovedPages[step] = (unmovedPages[step] ?? 0) + 1),
      );
  }
  return {
    ...{ slots, pages, unmovedPages, bytes, fullBytes },
    fullSlots: each().map((_, step) => heads * (promptTokens + step)),
    fullPages: each().map((_, step) => heads * Math.ceil((promptTokens + step) / pageSlots)),
    unmovedBytes: Float64Array.from(unmovedPages, (count, step) => (count * (bytes[step] ?? 0)) / (pages[step] || 1)),
  };
}

/**
 * [step]: how many of the tokens of one head are held.
 *
 * @param lost [token]: the step after which each was gone
 * @param first the token that `lost` begins with
 */
function heldBy(lost: Uint16Array, { promptTokens, steps }: CacheHistory, first = 0): Int32Array {
  const held = new Int32Array(steps + 1);
  lost.forEach((gone, i) => {
    const from = Math.max(0, first + i - promptTokens + 1);
    const to = gone === never ? steps + 1 : gone;
    if (from >= to || from > steps) return;
    held[from] = (held[from] ?? 0) + 1;
    if (to <= steps) held[to] = (held[to] ?? 0) - 1;
  });
  for (let step = 1; step <= steps; step++) held[step] = (held[step] ?? 0) + (held[step - 1] ?? 0);
  return held;
}
