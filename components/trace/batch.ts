/**
 * Collects items and hands them over at most once a frame: a fast engine says thousands of things a second, of which an eye sees
 * sixty. `flush` hands over at once, for the end of a run and for hidden tabs, which have no frames.
 */
export function createBatch<T>(apply: (items: T[]) => void, frame: (callback: () => void) => void) {
  let items: T[] = [];
  let isDue = false;
  const flush = () => {
    isDue = false;
    if (items.length === 0) return;
    const batch = items;
    items = [];
    apply(batch);
  };
  return {
    add(item: T) {
      items.push(item);
      if (isDue) return;
      isDue = true;
      frame(flush);
    },
    flush,
  };
}
