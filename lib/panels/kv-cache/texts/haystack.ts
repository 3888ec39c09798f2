import { random } from '@/lib/core/random';
import type { CacheText } from './contract';

/** Examples of the texts that ship. */
export const usualLength = 12;
/** Examples of a prompt; all can be cut into quarters, so that every quarter of a haystack hides as many needles. */
export const haystackLengths = [4, 8, usualLength, 16] as const;
/** Parts of a haystack whose depths are told apart. */
export const depthParts = 4;

/** A prompt in its parts: what is asked, the examples, and the question. */
interface Haystack {
  head: string;
  examples: string[];
  question: string;
  /** The name that is asked for, and the place of the example that tells its label, from 0. */
  name: string;
  depth: number;
}

/** @throws RangeError for a text that hides no needle in {@link usualLength} examples */
function partsOf({ id, text, answer }: CacheText): Haystack {
  const content = typeof text === 'string' ? text : (text[0]?.content ?? '');
  const [head = '', ...rest] = content.split('\n\n');
  const examples = rest.slice(0, -1);
  const [said = {}] = JSON.parse(answer ?? '[]') as Record<string, string>[];
  const [name = ''] = Object.keys(said);
  const depth = examples.findIndex(example => example.includes(`"${name}"`));
  if (examples.length !== usualLength || name === '' || depth < 0) throw new RangeError(`${id} hides no needle.`);
  return { head, examples, question: rest.at(-1) ?? '', name, depth };
}

/** Where needle `i` of many lies among `length` examples: any four in a row lie in the four quarters. */
const depthOf = (i: number, length: number): number => {
  const quarter = length / depthParts;
  return (i % depthParts) * quarter + (Math.floor(i / depthParts) % quarter);
};

/** `count` of the items, each at most once. */
function drawn<T>(items: readonly T[], count: number, seed: number): T[] {
  const stream = random(seed).fork('haystack');
  const left = [...items];
  return Array.from({ length: Math.min(count, left.length) }, () =>
    left.splice(stream.integer(0, left.length - 1), 1),
  ).flat();
}

/**
 * The texts at each length: the same names in as many examples. What is added to a prompt are examples of other prompts with the same
 * labels, which do not tell the name. Texts of the usual length stay as they are.
 *
 * @throws RangeError for a text that hides no needle
 */
export function haystacksOf(texts: readonly CacheText[]): CacheText[] {
  const all = texts.map(text => ({ text, ...partsOf(text) }));
  const at = (i: number, length: number): CacheText[] => {
    const own = all[i];
    if (!own) return [];
    const { text, head, examples, question, name, depth } = own;
    if (length === usualLength) return [{ ...text, needle: { depth: depth + 1, of: length } }];
    const others = examples.filter((_, place) => place !== depth);
    const pool = all
      .filter(other => other.head === head)
      .flatMap(other => other.examples)
      .filter(example => !example.includes(`"${name}"`) && !others.includes(example));
    const added = drawn([...new Set(pool)], Math.max(0, length - usualLength), i);
    const hay = [...others, ...added].slice(0, length - 1);
    const place = depthOf(i, length);
    const content = [head, ...hay.slice(0, place), examples[depth], ...hay.slice(place), question].join('\n\n');
    return [
      {
        ...text,
        id: `${text.id}-of-${length}`,
        title: `${name}, told in example ${place + 1} of ${length}`,
        text: [{ role: 'user', content }],
        needle: { depth: place + 1, of: length },
      },
    ];
  };
  return haystackLengths.flatMap(length => all.flatMap((_, i) => at(i, length)));
}
