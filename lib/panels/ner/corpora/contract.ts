import type { Corpus, Sentence, Span } from '../corpus';
import { codePointLength } from '../text/offsets';
import type { CorpusSource } from './source';

/** A corpus that ships with the site, as its JSON file holds it. */
export interface MarkedCorpus {
  id: string;
  title: string;
  /** One sentence. */
  about: string;
  /** In the order in which prompts list them. */
  labels: readonly string[];
  /** What counts as each label and where a mention ends, so that two people annotate alike. */
  guideline: string;
  /** Sentences with their mentions marked: `[Mention](Label)`. They hold no other square bracket, and no mention lies in another. */
  unlabelled: readonly string[];
  test: readonly string[];
}

export interface LoadedCorpus {
  about: string;
  guideline: string;
  /** The sentences that a model annotates itself. They have gold too, by which its annotations are judged. */
  unlabelled: Corpus;
  test: Corpus;
}

export interface BuiltInCorpus extends CorpusSource {
  /** Whether the English model of the site was trained on its subject, though on no sentence and no name of it. */
  isTrainedSubject?: boolean;
  load(): Promise<LoadedCorpus>;
}

const MENTION = /\[([^[\]]+)\]\(([^()]*)\)/g;

/**
 * The corpus of a file. Ids are unique over both parts: `u001` and so on, and `t001`.
 *
 * @throws RangeError for a label outside the list, and for a square bracket that marks no mention
 */
export function readCorpus({ title, about, guideline, labels, unlabelled, test }: MarkedCorpus): LoadedCorpus {
  const part = (prefix: string, marked: readonly string[]): Corpus => ({
    name: title,
    labels,
    sentences: marked.map((text, index) => {
      const id = `${prefix}${String(index + 1).padStart(3, '0')}`;
      return readSentence(id, text, labels);
    }),
  });
  return { about, guideline, unlabelled: part('u', unlabelled), test: part('t', test) };
}

function readSentence(id: string, marked: string, labels: readonly string[]): Sentence {
  const entities: Span[] = [];
  let text = '';
  let read = 0;
  for (const match of marked.matchAll(MENTION)) {
    const [whole, mention = '', label = ''] = match;
    if (!labels.includes(label)) throw new RangeError(`${id} has a label that is not in the list: ${label}`);
    text += marked.slice(read, match.index);
    const start = codePointLength(text);
    text += mention;
    entities.push({ start, end: codePointLength(text), label });
    read = match.index + whole.length;
  }
  text += marked.slice(read);
  if (/[[\]]/.test(text)) throw new RangeError(`${id} has a square bracket that marks no mention: ${text}`);
  return { id, text, entities };
}
