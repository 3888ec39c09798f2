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

/** What a cache holds at every step that is known. Costs as much as there are cells, and steps of a head: the live view asks at each frame. */
export function memoryOf(history: CacheHistory): Memory {
  const { lostAt, width, promptTokens, steps, bytes, fullBytes } = history;
  const heads = width === 0 ? 0 : lostAt.length / width;
  const each = () => new Int32Array(steps + 1);
  const [slots, pages, unmovedChanges] = [each(), each(), each()];
  for (let head = 0; head < heads; head++) {
    const changes = each();
    for (let first = 0; first < width; first += pageSlots) {
      /** When a token of this page is there without a break. */
      let [since, until] = [0, 0];
      for (let token = first; token < Math.min(width, first + pageSlots); token++) {
        const from = Math.max(0, token - promptTokens + 1);
        const to = lostAt[head * width + token] ?? never;
        if (from >= to) continue;
        addSpan(changes, from, to);
        if (from > until) {
          addSpan(unmovedChanges, since, until);
          since = from;
        }
        until = Math.max(until, to);
      }
      addSpan(unmovedChanges, since, until);
    }
    let held = 0;
    for (let step = 0; step <= steps; step++) {
      held += changes[step] ?? 0;
      slots[step] = (slots[step] ?? 0) + held;
      pages[step] = (pages[step] ?? 0) + Math.ceil(held / pageSlots);
    }
  }
  let unmoved = 0;
  const unmovedPages = unmovedChanges.map(change => (unmoved += change));
  return {
    ...{ slots, pages, unmovedPages, bytes, fullBytes },
    fullSlots: each().map((_, step) => heads * (promptTokens + step)),
    fullPages: each().map((_, step) => heads * Math.ceil((promptTokens + step) / pageSlots)),
    unmovedBytes: Float64Array.from(unmovedPages, (count, step) => (count * (bytes[step] ?? 0)) / (pages[step] || 1)),
  };
}

/** Notes something that is there from step `from` to before step `to`. `changes` [step] is the difference from the step before. */
function addSpan(changes: Int32Array, from: number, to: number): void {
  // What a typed array has no place for, because it comes after the last step, is not written.
  changes[from] = (changes[from] ?? 0) + 1;
  changes[to] = (changes[to] ?? 0) - 1;
}
