import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { hash32 } from '@/lib/core/hash';
import type { Random } from '@/lib/core/random';
import { chance, pick, shuffled } from './choose';
import type { Row } from './row';
import { type Annotated, promptRow } from './rows/ner';

/**
 * Annotated real text, where the folder of `NER_DATA` has some: a line of JSON a sentence, `{"text", "entities": [[mention, label], ...]}`,
 * with spaces between all tokens. The model that ships was trained on WikiGold and WNUT-17 (both CC-BY 4.0), without WikiGold's test part.
 */
const FOLDER = process.env.NER_DATA;
const LONGEST = 220;

interface Source {
  labels: readonly string[];
  sentences: readonly Annotated[];
}

/** Other words for the usual labels. */
const OTHER: Readonly<Record<string, readonly string[]>> = {
  Person: ['Human', 'PER', 'person'],
  Organization: ['Organisation', 'ORG', 'Group'],
  Location: ['Place', 'LOC', 'location'],
  Miscellaneous: ['Other', 'MISC', 'Misc'],
};

/** Text as people write it: no space before a full stop, none inside brackets. */
export const plainSpelling = (text: string): string =>
  text
    .replace(/``|''/g, '"')
    .replace(/ ([,.;:!?%)\]]|'s\b|n't\b)/g, '$1')
    .replace(/([([$]) /g, '$1')
    .replace(/ +/g, ' ')
    .trim();

function readSource(file: string): Source {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as { text: string; entities: [string, string][] });
  const labels = [...new Set(lines.flatMap(({ entities }) => entities.map(([, label]) => label)))].sort();
  const sentences = lines.flatMap(({ text, entities }): Annotated[] => {
    const written = plainSpelling(text);
    const answer = new Map(entities.map(([mention, label]) => [plainSpelling(mention), label]));
    const isWhole = [...answer.keys()].every(mention => written.includes(mention) && !/["\\]/.test(mention));
    // Most of what people write holds no name, and teaches little here.
    const isKept = answer.size > 0 || hash32(written) % 4 === 0;
    return isWhole && isKept && written.length <= LONGEST
      ? [{ text: written, answer, isRight: true, isTold: true }]
      : [];
  });
  return { labels, sentences };
}

export const readRealText = (): readonly Source[] =>
  FOLDER !== undefined && existsSync(FOLDER)
    ? readdirSync(FOLDER)
        .filter(name => name.endsWith('.jsonl'))
        .sort()
        .map(name => readSource(path.join(FOLDER, name)))
    : [];

/** Some neighbouring sentences, which are often about the same thing. @throws RangeError without sources */
export function realRow(sources: readonly Source[], random: Random): Row {
  const { labels, sentences } = pick(random, sources);
  const count = random.integer(1, 6);
  const from = random.integer(0, Math.max(0, sentences.length - count));
  const renamed = new Map(
    labels.map(label => [label, chance(random, 0.25) ? pick(random, OTHER[label] ?? [label]) : label]),
  );
  const rename = (label: string): string => renamed.get(label) ?? label;
  return promptRow(
    sentences.slice(from, from + count).map(sentence => ({
      ...sentence,
      answer: new Map([...sentence.answer].map(([mention, label]) => [mention, rename(label)])),
    })),
    shuffled(random, labels).map(rename),
  );
}
