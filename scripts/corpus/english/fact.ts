import { type Random, random as seeded } from '@/lib/core/random';
import { chance, distinct, pick } from './choose';
import type { Domain } from './domain';
import type { Part } from './held-out';
import { nameOf, NEUTRAL_FORMS } from './names';
import { type Mention, writeSentence } from './sentence';
import { alike, inOtherWords, negated, passive } from './wording';
import type { WordNet } from './wordnet';

/** What a sentence says: a pattern of a subject, which of its alternatives, and what stands in its slots. */
export interface Fact {
  pattern: string;
  /** The alternative of each group of the pattern. */
  choices: readonly number[];
  /** By slot. */
  names: Readonly<Record<string, Mention>>;
  numbers: readonly number[];
  isNegated: boolean;
}

/** Names of each type of a subject. */
export type Names = ReadonlyMap<string, readonly string[]>;

const GROUP = /\(([^()]*\|[^()]*)\)/g;
const SLOT = /\{(\w+)\}/g;
/** An end that can be left out: what is left is still said. */
const END = /^(?:in|on|at|for|after|by|from|last|next|every|twice|during|before|with|without|along|as) [^#{]*$/;

const groupsOf = (pattern: string): string[][] =>
  [...pattern.matchAll(GROUP)].map(([, inner = '']) => inner.split('|'));

/** The sentence with its slots, its alternatives chosen. */
export function frameOf({ pattern, choices }: Pick<Fact, 'pattern' | 'choices'>): string {
  let at = 0;
  return pattern.replace(GROUP, (_, inner: string) => inner.split('|')[choices[at++] ?? 0] ?? '');
}

export const typeOf = (slot: string): string => slot.replace(/\d$/, '');

export function drawNames({ types }: Domain, count: number, part: Part, random: Random, wordNet: WordNet): Names {
  const taken = new Set<string>();
  const isShaped = chance(random, 0.5);
  const draw = (forms: readonly string[]) =>
    distinct(taken, () => nameOf(pick(random, isShaped ? forms : NEUTRAL_FORMS), random, part, wordNet));
  return new Map(
    Object.entries(types).map(([key, { forms }]) => [key, Array.from({ length: count }, () => draw(forms))]),
  );
}

const drawNumber = (random: Random): number => random.integer(2, pick(random, [9, 40, 900, 9000]));

export function drawFact({ patterns }: Domain, names: Names, random: Random): Fact {
  const pattern = pick(random, patterns);
  const choices = groupsOf(pattern).map(options => random.integer(0, options.length - 1));
  const frame = frameOf({ pattern, choices });
  const used = new Set<string>();
  const mentions: Record<string, Mention> = {};
  for (const [, slot = ''] of frame.matchAll(SLOT)) {
    const list = names.get(typeOf(slot)) ?? [];
    const free = list.filter(name => !used.has(name));
    mentions[slot] ??= { name: pick(random, free.length > 0 ? free : list), type: typeOf(slot) };
    used.add(mentions[slot].name);
  }
  const numbers = Array.from(frame.matchAll(/#/g), () => drawNumber(random));
  const isNegated = negated(frame) !== undefined && chance(random, 0.2);
  return { pattern, choices, names: mentions, numbers, isNegated };
}

/** The sentence of a frame with a fact's names and numbers, negated where the fact is. */
function written(frame: string, { names, numbers, isNegated }: Fact): string {
  let at = 0;
  const whole = (isNegated ? negated(frame) : undefined) ?? frame;
  const counted = whole.replace(/#/g, () => String(numbers[at++] ?? 0));
  // Nothing is left to draw.
  return writeSentence(counted, seeded(0), slot => names[slot] ?? { name: '', type: slot }).text;
}

export const sentenceOf = (fact: Fact): string => written(frameOf(fact), fact);

/**
 * Sentences that say the same as a fact in other words. With `source`, the wordings are those that follow from it where the fact is a
 * change of it: what is supported and what is not must not be told apart by the wording.
 */
export function rewordingsOf(fact: Fact, source = fact): string[] {
  const { pattern, choices } = fact;
  const groups = groupsOf(pattern);
  const frame = frameOf({ pattern, choices });
  const others = groups.flatMap((options, group) =>
    alike(options, choices[group] ?? 0).map(other => frameOf({ pattern, choices: choices.with(group, other) })),
  );
  const end = groups.at(-1)?.[choices.at(-1) ?? 0] ?? '';
  const short = END.test(end) && !source.isNegated && frame.endsWith(` ${end}.`);
  const frames = [
    ...others,
    ...inOtherWords(frame),
    passive(frame) ?? [],
    short ? `${frame.slice(0, -end.length - 2)}.` : [],
  ].flat();
  return frames.filter(other => !fact.isNegated || negated(other) !== undefined).map(other => written(other, fact));
}
