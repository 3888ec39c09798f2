import type { Random } from '@/lib/core/random';
import { chance, distinct, pick } from './choose';
import type { Domain } from './domain';
import { EMPTY_FRAMES, NEUTRAL_FRAMES } from './frames';
import type { Part } from './held-out';
import { nameOf, NEUTRAL_FORMS } from './names';
import { type Mention, type WorldSentence, writeSentence } from './sentence';
import type { WordNet } from './wordnet';

export interface WorldOptions {
  part: Part;
  /** Names of each type. */
  names: number;
  /** Share of the sentences that do not tell the type of a name. */
  neutral: number;
  /** Share of the sentences without a name. */
  empty: number;
  /** Share of the texts that are two sentences. */
  twice: number;
  /** Whether names have a form that is typical of their type. */
  isShaped: boolean;
  /** Forms of the names that do not tell their type. */
  neutralForms?: readonly string[];
}

export interface ToldSentence extends WorldSentence {
  /** Whether nothing in it tells the type of a name. */
  isNeutral: boolean;
}

/** A domain with names: the same few names come again from sentence to sentence. */
export interface World {
  domain: Domain;
  sentence(random: Random): ToldSentence;
}

/** Two sentences as one text. */
function joined(a: ToldSentence, b: ToldSentence): ToldSentence {
  const mentions = [...new Map([...a.mentions, ...b.mentions].map(mention => [mention.name, mention])).values()];
  return { text: `${a.text} ${b.text}`, mentions, isNeutral: a.isNeutral || b.isNeutral };
}

export function createWorld(domain: Domain, random: Random, options: WorldOptions, wordNet: WordNet): World {
  const { neutralForms = NEUTRAL_FORMS } = options;
  const taken = new Set<string>();
  const types = Object.entries(domain.types);
  const names = new Map(
    types.map(([key, { forms }]) => [
      key,
      Array.from({ length: options.names }, () =>
        distinct(taken, () =>
          nameOf(pick(random, options.isShaped ? forms : neutralForms), random, options.part, wordNet),
        ),
      ),
    ]),
  );
  const all = [...names].flatMap(([type, list]) => list.map((name): Mention => ({ name, type })));
  const sentence = (stream: Random): ToldSentence => {
    const used = new Set<string>();
    const draw = (from: readonly Mention[]) => {
      const left = from.filter(({ name }) => !used.has(name));
      const mention = pick(stream, left.length > 0 ? left : from);
      used.add(mention.name);
      return mention;
    };
    const untyped = chance(stream, options.empty) ? EMPTY_FRAMES : chance(stream, options.neutral) && NEUTRAL_FRAMES;
    if (untyped) return { ...writeSentence(pick(stream, untyped), stream, () => draw(all)), isNeutral: true };
    const typed = writeSentence(pick(stream, domain.patterns), stream, slot => {
      const type = slot.replace(/\d$/, '');
      return draw((names.get(type) ?? []).map(name => ({ name, type })));
    });
    return { ...typed, isNeutral: false };
  };
  return {
    domain,
    sentence: stream => (chance(stream, options.twice) ? joined(sentence(stream), sentence(stream)) : sentence(stream)),
  };
}
