import type { Json } from './json';

/** How much of a value {@link toJson} keeps. */
export interface JsonBounds {
  /** Nested arrays and objects. */
  depth: number;
  /** Values in all. */
  values: number;
  /** Characters of all strings and keys together. */
  text: number;
}

/**
 * Any value as JSON gives it back: `JSON.parse(JSON.stringify(json))` equals it. What JSON cannot hold (`undefined`, NaN, an infinity, a
 * function) becomes null, and so does what goes beyond the bounds; a string is cut there. A value that is JSON within the bounds is
 * returned unchanged, as a copy.
 */
export function toJson(value: unknown, bounds: JsonBounds): Json {
  let { values, text } = bounds;
  const take = (string: string): string => {
    const kept = string.slice(0, text);
    text -= kept.length;
    return kept;
  };
  const convert = (item: unknown, depth: number): Json => {
    if (--values < 0) return null;
    if (typeof item === 'boolean') return item;
    // Adding 0 makes 0 of -0, as JSON does.
    if (typeof item === 'number') return Number.isFinite(item) ? item + 0 : null;
    if (typeof item === 'bigint') return take(String(item));
    if (typeof item === 'string') return take(item);
    if (typeof item !== 'object' || item === null || depth === 0) return null;
    if (Array.isArray(item)) return Array.from(item.slice(0, values), child => convert(child, depth - 1));
    const members: [string, Json][] = [];
    for (const [key, child] of Object.entries(item)) {
      // A reader refuses this key, and an object has no place for it.
      if (key === '__proto__' || child === undefined) continue;
      if (values <= 0 || key.length > text) break;
      members.push([take(key), convert(child, depth - 1)]);
    }
    return Object.fromEntries(members);
  };
  return convert(value, bounds.depth);
}
