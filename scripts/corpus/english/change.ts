import type { Random } from '@/lib/core/random';
import { chance, distinct, pick, shuffled } from './choose';
import { type Fact, frameOf, typeOf } from './fact';
import type { Mention } from './sentence';
import { negated } from './wording';

/** The ways to change a fact into one that contradicts it. */
export const CHANGES = ['name', 'number', 'negation'] as const;
export type Change = (typeof CHANGES)[number];

/** A fact that differs in one name, number or negation; undefined where it has none of that kind to change. */
export function changed(fact: Fact, change: Change, names: readonly Mention[], random: Random): Fact | undefined {
  if (change === 'negation')
    return negated(frameOf(fact)) === undefined ? undefined : { ...fact, isNegated: !fact.isNegated };
  if (change === 'number') {
    if (fact.numbers.length === 0) return undefined;
    const place = random.integer(0, fact.numbers.length - 1);
    const was = fact.numbers[place] ?? 0;
    return {
      ...fact,
      numbers: fact.numbers.with(
        place,
        distinct(new Set([was]), () => otherNumber(was, random)),
      ),
    };
  }
  const said = new Set(Object.values(fact.names).map(({ name }) => name));
  for (const slot of shuffled(random, Object.keys(fact.names))) {
    const others = names.filter(({ name, type }) => type === typeOf(slot) && !said.has(name));
    if (others.length > 0) return { ...fact, names: { ...fact.names, [slot]: pick(random, others) } };
  }
  return undefined;
}

/** A number of as many digits; in half of the draws only one digit is another. */
function otherNumber(was: number, random: Random): number {
  const digits = [...String(was)];
  const place = random.integer(0, digits.length - 1);
  const digit = (at: number) => String(random.integer(at === 0 ? 1 : 0, 9));
  return Number(
    chance(random, 0.5) ? digits.with(place, digit(place)).join('') : digits.map((_, at) => digit(at)).join(''),
  );
}
