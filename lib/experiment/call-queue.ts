/** Calls that wait, lower orders first, each order as a line of its own: taking and adding cost the same however many wait. */
export interface CallQueue<T extends { order: number }> {
  /** Behind all that waits with the same order. */
  add(call: T): void;
  /** Before all that waits with the same order. */
  addFirst(call: T): void;
  /** Up to `count` calls, in the order in which they go. */
  take(count: number): T[];
  takeAll(): T[];
  readonly size: number;
}

/** A line whose head is moved instead of its items. */
interface Line<T> {
  order: number;
  items: T[];
  head: number;
}

export function createCallQueue<T extends { order: number }>(): CallQueue<T> {
  /** By order, ascending; none is empty. */
  const lines: Line<T>[] = [];
  let size = 0;

  /** The line of an order, made where there is none. */
  function lineOf(order: number): Line<T> {
    let [low, high] = [0, lines.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((lines[middle]?.order ?? Infinity) < order) low = middle + 1;
      else high = middle;
    }
    const known = lines[low];
    if (known?.order === order) return known;
    const line = { order, items: [], head: 0 };
    lines.splice(low, 0, line);
    return line;
  }

  function take(count: number): T[] {
    const taken: T[] = [];
    for (let line = lines[0]; line && taken.length < count; line = lines[0]) {
      const part = line.items.slice(line.head, line.head + count - taken.length);
      taken.push(...part);
      line.head += part.length;
      if (line.head === line.items.length) lines.shift();
    }
    size -= taken.length;
    return taken;
  }

  return {
    add(call) {
      lineOf(call.order).items.push(call);
      size++;
    },
    addFirst(call) {
      const line = lineOf(call.order);
      line.items = [call, ...line.items.slice(line.head)];
      line.head = 0;
      size++;
    },
    take,
    takeAll: () => take(size),
    get size() {
      return size;
    },
  };
}
