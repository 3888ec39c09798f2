/** How large a value from outside may be. Every link and file is walked with one of these before a schema sees it. */
export interface Limits {
  /** Nested arrays and objects. */
  depth: number;
  /** Values in all, keys and list items included. */
  values: number;
  /** Characters of one string. */
  text: number;
}

/** Characters of a file of one JSON value. */
export const largestFile = 20 * 1024 * 1024;

/** What one experiment may hold: its settings are numbers, choices and short texts. */
export const experimentLimits: Limits = { depth: 16, values: 8_000, text: 20_000 };

/**
 * Where a value breaks the limits, as one sentence, or null. Walks without recursion (a value that is nested a million times must
 * not end in a stack overflow) and stops at the first excess. `__proto__` as a key is refused: no honest file has it.
 */
export function beyondLimits(value: unknown, limits: Limits): string | null {
  const open: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  let values = 0;
  for (let item = open.pop(); item; item = open.pop()) {
    if (++values > limits.values) return `It holds more than ${limits.values} values.`;
    if (typeof item.value === 'string' && item.value.length > limits.text)
      return `A text in it is longer than ${limits.text} characters.`;
    if (typeof item.value !== 'object' || item.value === null) continue;
    if (item.depth >= limits.depth) return `It is nested more than ${limits.depth} levels deep.`;
    if (values + open.length > limits.values) return `It holds more than ${limits.values} values.`;
    for (const [key, child] of Object.entries(item.value)) {
      if (key === '__proto__') return 'A key in it is not allowed.';
      if (key.length > limits.text) return `A key in it is longer than ${limits.text} characters.`;
      open.push({ value: child, depth: item.depth + 1 });
    }
  }
  return null;
}
