import type { Json, JsonSchema } from '@/lib/core/json';

/**
 * A schema for the grammar library of WebLLM (web-xgrammar 0.1.27), which passes over `additionalProperties` beside `propertyNames`, and
 * lets raw control characters, which are no JSON, into a string of bounded length. A pattern says both as it should. Within a pattern a
 * character has no escape, so that such strings hold no quote and no backslash.
 */
export function xgrammarSchema(schema: JsonSchema): JsonSchema {
  const { propertyNames, minLength, maxLength, additionalProperties, ...rest } = schema;
  const known = Object.fromEntries(Object.entries(rest).map(([keyword, value]) => [keyword, convert(keyword, value)]));
  if (schema.type === 'string' && schema.enum === undefined && (minLength !== undefined || maxLength !== undefined))
    return { ...known, pattern: patternOf(minLength, maxLength) };
  if (additionalProperties === undefined) return known;
  const value = isSchema(additionalProperties) ? xgrammarSchema(additionalProperties) : additionalProperties;
  if (!isSchema(propertyNames)) return { ...known, additionalProperties: value };
  const pattern = patternOf(propertyNames.minLength, propertyNames.maxLength);
  return { ...known, patternProperties: { [pattern]: value }, additionalProperties: false };
}

const isSchema = (value: Json | undefined): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The schemas within the value of a keyword. */
function convert(keyword: string, value: Json): Json {
  if (keyword === 'items' && isSchema(value)) return xgrammarSchema(value);
  if (keyword === 'anyOf' && Array.isArray(value)) return value.map(one => (isSchema(one) ? xgrammarSchema(one) : one));
  if (keyword !== 'properties' || !isSchema(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, isSchema(one) ? xgrammarSchema(one) : one]),
  );
}

const patternOf = (least: Json = 0, most: Json = ''): string =>
  String.raw`^[^"\\\x00-\x1f]{${String(least)},${String(most)}}$`;
