import { groupBy } from '@/lib/evaluation/group-by';
import type { Corpus, Sentence } from './corpus';
import { fold } from './text/fold';

/** A text that stands in both corpora. */
export interface Overlap {
  /** As the test corpus has it. */
  text: string;
  /** Whether both have it character by character; otherwise they differ in case, white space, quotes, dashes or Unicode form only. */
  isExact: boolean;
  /** Ids of the sentences with this text. */
  corpus: string[];
  test: string[];
}

/** The sentences of the test corpus that also stand in the other one, each text once, in the order of the test corpus. */
export function findOverlap(corpus: Pick<Corpus, 'sentences'>, test: Pick<Corpus, 'sentences'>): Overlap[] {
  const byKey = groupBy(corpus.sentences, ({ text }) => fold(text));
  const overlaps = new Map<string, Overlap>();
  for (const { id, text } of test.sentences) {
    const key = fold(text);
    const same = byKey.get(key);
    if (!same) continue;
    const known = overlaps.get(key);
    const isExact = same.some(sentence => sentence.text === text);
    if (known) {
      known.test.push(id);
      known.isExact ||= isExact;
    } else overlaps.set(key, { text, isExact, corpus: same.map(sentence => sentence.id), test: [id] });
  }
  return [...overlaps.values()];
}

/** The corpus without the sentences of these overlaps, and how many that were. */
export function withoutOverlap<C extends { sentences: readonly Sentence[] }>(
  corpus: C,
  overlaps: readonly Overlap[],
): { corpus: C; excluded: number } {
  const ids = new Set(overlaps.flatMap(overlap => overlap.corpus));
  const sentences = corpus.sentences.filter(({ id }) => !ids.has(id));
  return { corpus: { ...corpus, sentences }, excluded: corpus.sentences.length - sentences.length };
}
