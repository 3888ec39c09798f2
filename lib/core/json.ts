import { Failure, type FailureKind } from './failure';

/** A value that survives JSON unchanged. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A JSON Schema (draft 2020-12), as far as whoever reads it knows its keywords. */
export type JsonSchema = { [keyword: string]: Json };

/** Serialises to JSON with object keys in alphabetical order at every depth, so that equal values give equal text. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    item !== null && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}

/** The value of a JSON text; undefined for any other text. */
export function tryParseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The value of a JSON text.
 * @throws Failure `kind` with `detail` for any other text
 */
export function parseJson(text: string, kind: FailureKind, detail = ''): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Failure(kind, detail, { cause });
  }
}
