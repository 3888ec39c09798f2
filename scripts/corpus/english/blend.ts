import type { Random } from '@/lib/core/random';
import { chance, pick, shuffled, weighted } from './choose';
import type { Domain, EntityType } from './domain';

/** Fewer patterns than this repeat themselves within a row. */
const LEAST_PATTERNS = 5;
const MOST_TYPES = 6;

const slotsOf = (pattern: string): string[] => [...pattern.matchAll(/\{([a-z]+)\d?\}/g)].map(([, slot = '']) => slot);

/** The domain with these types alone, and the patterns that need no other. */
const narrowed = ({ name, types, patterns }: Domain, kept: ReadonlySet<string>): Domain => ({
  name,
  types: Object.fromEntries(Object.entries(types).filter(([key]) => kept.has(key))),
  patterns: patterns.filter(pattern => slotsOf(pattern).every(slot => kept.has(slot))),
});

/** Both subjects as one. A type that both have stays one; another one of the same key gets a new key. */
function joined(a: Domain, b: Domain): Domain {
  const types: Record<string, EntityType> = { ...a.types };
  const renamed = new Map<string, string>();
  for (const [key, type] of Object.entries(b.types)) {
    let free = key;
    while (types[free] && types[free] !== type) free += 'x';
    types[free] = type;
    renamed.set(key, free);
  }
  const patterns = b.patterns.map(pattern =>
    pattern.replace(/\{([a-z]+)(\d?)\}/g, (_, key: string, number: string) => `{${renamed.get(key) ?? key}${number}}`),
  );
  return { name: `${a.name} and ${b.name}`, types, patterns: [...a.patterns, ...patterns] };
}

/**
 * A subject, some types of one, or two subjects as one. The same sentence is then asked about with ever other label sets, so that what is
 * learned is which label goes with which words, and not which labels a subject has.
 */
export function blended(random: Random, domains: readonly Domain[]): Domain {
  const whole = pick(random, domains);
  const way = weighted(random, [
    ['whole', 4],
    ['narrowed', 2],
    ['joined', 4],
  ] as const);
  if (way === 'whole') return whole;
  const wide = way === 'joined' ? joined(whole, pick(random, domains)) : whole;
  const keys = shuffled(random, Object.keys(wide.types));
  const most = Math.min(MOST_TYPES, keys.length - (way === 'narrowed' || chance(random, 0.5) ? 1 : 0));
  const narrow = narrowed(wide, new Set(keys.slice(0, Math.max(2, most))));
  return narrow.patterns.length >= LEAST_PATTERNS && Object.keys(narrow.types).length > 1 ? narrow : whole;
}
