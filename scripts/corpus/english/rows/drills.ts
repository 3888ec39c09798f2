import type { Random } from '@/lib/core/random';
import { distinct, pick, shuffled } from '../choose';
import { nameOf, NEUTRAL_FORMS } from '../names';
import { context, learned, type Piece, Role, type Row } from '../row';
import type { WordNet } from '../wordnet';
import { madeUpWord } from '../words';

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const names = (count: number, random: Random, wordNet: WordNet): string[] => {
  const taken = new Set<string>();
  return Array.from({ length: count }, () =>
    distinct(taken, () => nameOf(pick(random, NEUTRAL_FORMS), random, 'training', wordNet)),
  );
};

/** Names between words, then the same names in another order as an answer writes them: only a copy can predict them. */
export function copyRow(random: Random, wordNet: WordNet): Row {
  const list = names(random.integer(6, 18), random, wordNet);
  const text = list.map(name => `${pick(random, wordNet.plainNouns)} ${name}`).join(', ');
  const pieces: Piece[] = [context(`Text: ${text}\nAnswer: `)];
  shuffled(random, list).forEach((name, i) => {
    pieces.push(context(i === 0 ? '[{"' : '"}, {"'), learned(`${name}`), learned('": "'));
    pieces.push(context(capital(pick(random, wordNet.plainNouns))));
  });
  return [...pieces, context('"}]')];
}

/** The same names with the same arbitrary labels again and again: only looking up can predict a label. */
export function keyValueRow(random: Random, wordNet: WordNet): Row {
  const labels = Array.from({ length: random.integer(2, 6) }, () =>
    random.next() < 0.7 ? capital(pick(random, wordNet.nouns.slice(0, 4000)).word) : madeUpWord(random, 'training'),
  );
  const pairs = names(random.integer(2, 8), random, wordNet).map(name => ({ name, label: pick(random, labels) }));
  const known = new Set<string>();
  const pieces: Piece[] = [context(`Labels: ${JSON.stringify(labels)}\n\n`)];
  for (let round = random.integer(3, 8); round > 0; round--) {
    shuffled(random, pairs)
      .slice(0, random.integer(1, 3))
      .forEach(({ name, label }, i) => {
        pieces.push(context(i === 0 ? 'Answer: ' : ''), context(i === 0 ? '[{"' : '"}, {"'));
        const isKnown = known.has(name);
        // The first token of a name cannot be known, so none of it is learned here: that is the copy drill's part.
        pieces.push(context(name), context('": "'), { text: label, role: isKnown ? Role.knownLabel : Role.context });
        known.add(name);
      });
    pieces.push(context('"}]'), context('\n\n'));
  }
  return pieces.filter(({ text }) => text !== '');
}
