import type { Coarse } from './wordnet';

/** A kind of thing that has names. */
export interface EntityType {
  /** Labels that mean this type, the usual one first. */
  labels: readonly string[];
  coarse: Coarse;
  /** Forms of names that are typical of it (see `nameOf`). */
  forms: readonly string[];
}

/** A subject that sentences are about. */
export interface Domain {
  name: string;
  types: Readonly<Record<string, EntityType>>;
  /** Sentences with slots: `{ship}` is a name of that type, `{ship2}` another one; `(a|b)` is one of several wordings; `#` is a number. */
  patterns: readonly string[];
}

export const type = (labels: string, coarse: Coarse, forms: string): EntityType => ({
  labels: labels.split('|'),
  coarse,
  forms: forms.split('|'),
});

/** @throws Error for a pattern with a slot of no type */
export function domain(name: string, types: Domain['types'], text: string): Domain {
  const patterns = text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '');
  for (const pattern of patterns)
    for (const [, slot = ''] of pattern.matchAll(/\{([a-z]+)\d?\}/g))
      if (!types[slot]) throw new Error(`${name}: "${pattern}" has no type ${slot}.`);
  return { name, types, patterns };
}
