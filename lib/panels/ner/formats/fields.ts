/** A JSON object from a file; its names and values may be anything. */
export type Fields = ReadonlyMap<string, unknown>;

/**
 * The fields of a record; undefined where it is none. A pair of a text and an object, as spaCy 2 had them for training, counts as an
 * object with that text.
 */
export function fieldsOf(value: unknown): Fields | undefined {
  if (Array.isArray(value)) {
    const [text, others] = value as unknown[];
    const fields = value.length === 2 && typeof text === 'string' ? objectOf(others) : undefined;
    return fields && new Map<string, unknown>([['text', text], ...fields]);
  }
  return objectOf(value);
}

/** A Map, because the names come from the file and may be `constructor`. */
export const objectOf = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? new Map(Object.entries(value)) : undefined;

export const listOf = (value: unknown): readonly unknown[] | undefined => (Array.isArray(value) ? value : undefined);

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** A whole number; undefined for anything else. */
export const placeOf = (value: unknown): number | undefined =>
  Number.isSafeInteger(value) ? Number(value) : undefined;

/** A name that may be a text or a number; undefined for an empty one. */
export function nameOf(value: unknown): string | undefined {
  const name = typeof value === 'number' ? String(value) : (textOf(value) ?? '').trim();
  return name === '' ? undefined : name;
}

/** A range with a label: `[0, 5, "ORG"]`, or an object of which the names are given. */
export function rangeOf(
  value: unknown,
  names: { start: string; end: string; label: string } = { start: 'start', end: 'end', label: 'label' },
): { start: number; end: number; label: string; covered: string | undefined } | undefined {
  const list = listOf(value);
  const object = list ? undefined : objectOf(value);
  const [start, end, label] = list ?? [object?.get(names.start), object?.get(names.end), object?.get(names.label)];
  const [from, to] = [placeOf(start), placeOf(end)];
  if (from === undefined || to === undefined || typeof label !== 'string') return undefined;
  return { start: from, end: to, label, covered: textOf(object?.get('text')) };
}
