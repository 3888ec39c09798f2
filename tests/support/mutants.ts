import type { Json } from '@/lib/core/json';
import { type Random, random } from '@/lib/core/random';

/** A copy of a value that differs from it at one place. */
export interface Mutant {
  value: Json;
  /** The place and what was done there, for the message of a test. */
  change: string;
}

type Holder = Json[] | { [key: string]: Json };

/** Values that a place gets, of every kind that JSON has, small and large. */
const strangers: readonly Json[] = [
  ...[null, true, false, 0, -1, 0.5, 1e308, -1e308, 2 ** 53, '', ' ', '\u0000', '\ud800', '__proto__', 'constructor'],
  ...['9'.repeat(500), 'x'.repeat(5000), '((((', '-1', 'NaN', [], {}, [[]], [null], [{}], { answer: 1 }],
  ...[{ failure: null }, { failure: { kind: 'toString', detail: 'x' } }, { kind: 'value' }, { length: 1e9 }],
  nested(30),
];

function nested(depth: number): Json {
  return depth === 0 ? 'deep' : [nested(depth - 1)];
}

/**
 * `count` mutants of a JSON value, the same ones for the same seed. A place is replaced by a value of any kind, by a value from elsewhere
 * in the same file, left out, repeated or, where it is a key, renamed. Every second place is one of those that `isOpen` names: parts that
 * the schema of a file knows nothing of.
 */
export function* mutantsOf(
  original: Json,
  count: number,
  seed: number,
  isOpen: (path: readonly string[]) => boolean = () => true,
): Generator<Mutant> {
  const draw = random(seed);
  const places = [...placesOf(original)];
  const open = places.filter(isOpen);
  for (let made = 0; made < count; made++) {
    const among = made % 2 === 0 ? places : open;
    const path = among[draw.integer(0, among.length - 1)] ?? [];
    const other = valueAt(original, places[draw.integer(0, places.length - 1)] ?? []);
    const value = structuredClone(original);
    const how = change(value, path, other, draw);
    yield { value, change: `${path.join('.')}: ${how}` };
  }
}

/** Paths of all values below a value. Those near the top are as likely as the many leaves, by being listed more often. */
function* placesOf(value: Json, path: string[] = []): Generator<string[]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    const place = [...path, key];
    for (let copy = 0; copy < Math.max(1, 24 >> (2 * path.length)); copy++) yield place;
    yield* placesOf(child, place);
  }
}

function valueAt(value: Json, path: readonly string[]): Json {
  let at = value;
  for (const key of path) at = (at as { [key: string]: Json })[key] ?? null;
  return at;
}

function change(value: Json, path: readonly string[], other: Json, draw: Random): string {
  const holder = valueAt(value, path.slice(0, -1)) as Holder;
  const key = path.at(-1) ?? '';
  const put = (item: Json) => Object.assign(holder, { [key]: item });
  const chance = draw.next();
  if (chance < 0.55) {
    const stranger = strangers[draw.integer(0, strangers.length - 1)] ?? null;
    put(structuredClone(stranger));
    return `replaced by ${JSON.stringify(stranger).slice(0, 40)}`;
  }
  if (chance < 0.75) {
    put(structuredClone(other));
    return `replaced by ${JSON.stringify(other).slice(0, 40)} of the same file`;
  }
  if (Array.isArray(holder)) {
    const item = holder[Number(key)] ?? null;
    if (chance < 0.9) holder.splice(Number(key), 1);
    else holder.push(structuredClone(item));
    return chance < 0.9 ? 'left out' : 'repeated';
  }
  const item = holder[key] ?? null;
  delete holder[key];
  if (chance >= 0.9) Object.assign(holder, { [`${key}x`]: item });
  return chance < 0.9 ? 'left out' : 'renamed';
}

const openParts: ReadonlySet<string> = new Set(['results', 'parsed', 'truth', 'value', 'roles', 'text', 'failure']);

/** Places of a run that only its panel knows: results, values of the journal, roles. */
export const isOpenInRun = (path: readonly string[]): boolean => path.some(key => openParts.has(key));
