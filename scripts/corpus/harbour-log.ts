import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { random } from '@/lib/core/random';
import type { MarkedCorpus } from '@/lib/panels/ner/corpora/contract';
import { trainingDomains } from './english/domains';
import type { WorldSentence } from './english/sentence';
import { readWordNet, type WordNet } from './english/wordnet';
import { createWorld } from './english/world';

const described = {
  id: 'harbour-log',
  title: 'Harbour log',
  about:
    'Notes on ships and harbours, written by a program. Loupe NER was trained on this subject, and on none of these names.',
  guideline:
    'Ship is the name of a vessel, Port of a harbour, bay or cape, Person of a human being, and Company of a firm. The form of a name tells nothing: only sentences tell what it is, and half of them do not. A mention is the name without an article before it.',
} as const;

/** By the types of the subject, in the order in which prompts list them. */
const labels: Readonly<Record<string, string>> = { ship: 'Ship', port: 'Port', person: 'Person', company: 'Company' };
const sizes = { unlabelled: 300, test: 100 };
/** Names of each type. A name comes four times in the unlabelled sentences, on average. */
const names = 24;
/** Of the words of a test sentence and of an unlabelled one, the share that both have: with more, one repeats the other. */
const mostShared = 0.8;

/**
 * A corpus of the panel in a subject that the English model knows, by the generator of its training sentences: other names, other sentences.
 * There a model can learn from its own annotations, which the corpora that people wrote do not show.
 */
export function harbourLog(wordNet: WordNet): MarkedCorpus {
  const domain = trainingDomains.find(({ name }) => name === 'sea');
  if (!domain) throw new Error('No training subject is called sea.');
  const stream = random(1).fork(described.id);
  const world = createWorld(
    domain,
    stream,
    { part: 'measuring', names, neutral: 0.5, empty: 0.12, twice: 0, isShaped: false },
    wordNet,
  );
  const drawn: WorldSentence[] = [];
  while (drawn.length < sizes.unlabelled + sizes.test) {
    const sentence = world.sentence(stream);
    const known = drawn.length < sizes.unlabelled ? [] : drawn.slice(0, sizes.unlabelled);
    if (isPlain(sentence) && !drawn.some(({ text }) => text === sentence.text) && !known.some(isNear(sentence)))
      drawn.push(sentence);
  }
  const texts = drawn.map(marked);
  return {
    ...described,
    labels: Object.values(labels),
    unlabelled: texts.slice(0, sizes.unlabelled),
    test: texts.slice(sizes.unlabelled),
  };
}

/** Four words or more, no number that a reader stumbles over, and no name within another. */
const isPlain = ({ text, mentions }: WorldSentence): boolean =>
  text.split(' ').length >= 4 &&
  !/\d{3}/.test(text) &&
  mentions.every(({ name }) => mentions.every(other => other.name === name || !other.name.includes(name)));

const marked = ({ text, mentions }: WorldSentence): string =>
  mentions.reduce((rest, { name, type }) => rest.replaceAll(name, `[${name}](${labels[type]})`), text);

const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu));

function isNear({ text }: WorldSentence): (other: WorldSentence) => boolean {
  const own = wordsOf(text);
  return other => {
    const words = wordsOf(other.text);
    const shared = [...own].filter(word => words.has(word)).length;
    return shared > mostShared * (own.size + words.size - shared);
  };
}

/** `npm run corpus -- harbour-log`: writes it where the panel reads it. */
export function writeHarbourLog(root: string): void {
  const file = path.join(root, 'lib', 'panels', 'ner', 'corpora', `${described.id}.json`);
  writeFileSync(file, `${JSON.stringify(harbourLog(readWordNet()), null, 2)}\n`);
}
