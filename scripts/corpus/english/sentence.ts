import type { Random } from '@/lib/core/random';
import { pick } from './choose';

/** A name in a sentence, and what it is. */
export interface Mention {
  name: string;
  /** Key of its type in the domain. */
  type: string;
}

export interface WorldSentence {
  text: string;
  /** In the order of their first occurrence, each name once. */
  mentions: readonly Mention[];
}

/**
 * Writes a sentence from a pattern (see `Domain.patterns`).
 * @param name the name for a slot such as `ship2`; the same slot has the same name all through the sentence
 */
export function writeSentence(pattern: string, random: Random, name: (slot: string) => Mention): WorldSentence {
  let text = pattern;
  // Inner alternatives first.
  for (let before = ''; before !== text;) {
    before = text;
    text = text.replace(/\(([^()]*)\)/g, (_, inner: string) => pick(random, inner.split('|')));
  }
  text = text.replace(/#/g, () => String(random.integer(2, pick(random, [9, 40, 900, 9000]))));
  // A name keeps its case also where it begins the sentence.
  text = text.charAt(0).toUpperCase() + text.slice(1);
  const bySlot = new Map<string, Mention>();
  const mentions = new Map<string, Mention>();
  text = text.replace(/\{(\w+)\}/g, (_, slot: string) => {
    const mention = bySlot.get(slot) ?? name(slot);
    bySlot.set(slot, mention);
    mentions.set(mention.name, mentions.get(mention.name) ?? mention);
    return mention.name;
  });
  // "the The Times" has one article, and it belongs to the name.
  text = text
    .replace(/\b[Tt]he The /g, 'The ')
    .replace(/ +([,.])/g, '$1')
    .replace(/ {2,}/g, ' ')
    .trim();
  return { text, mentions: [...mentions.values()] };
}
