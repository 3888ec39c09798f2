import { Failure } from '@/lib/core/failure';
import type { CorpusParts } from '../corpora/source';
import { type Corpus, labelsOf, type Sentence } from '../corpus';
import { ownCorpora } from './corpora';
import type { OwnCorpusSettings } from './source';
import type { StoredCorpus } from './stored';

/** The parts that were asked for last, by what they were made of: every phase asks again. */
let last: { whole: StoredCorpus; other: StoredCorpus | undefined; parts: CorpusParts } | undefined;

/**
 * The two parts of a user's own corpus: two corpora, or one whose last annotated sentences are the test.
 *
 * @throws Failure `data-missing` if a corpus is not here or there is no sentence to test on, and `store-unavailable`
 */
export async function loadOwn({ unlabelled, test }: OwnCorpusSettings): Promise<CorpusParts> {
  if (unlabelled === '') throw new Failure('data-missing', 'No corpus of your own is chosen.');
  const whole = await find(unlabelled, 'sentences');
  const other = test === '' ? undefined : await find(test, 'test sentences');
  if (last?.whole !== whole || last.other !== other)
    last = { whole, other, parts: other ? pair(whole, other) : divide(whole) };
  return last.parts;
}

const pair = (whole: StoredCorpus, other: StoredCorpus): CorpusParts => ({
  unlabelled: part(whole.name, 'u', whole.sentences),
  test: part(other.name, 't', other.sentences),
});

/** @throws Failure `data-missing`, which names what to import */
async function find(hash: string, what: string): Promise<StoredCorpus> {
  try {
    return await ownCorpora.get(hash);
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'data-missing') throw error;
    throw new Failure(
      'data-missing',
      `The ${what} of this experiment are the corpus ${hash}. Import the same file again, read in the same way.`,
      { cause: error },
    );
  }
}

/** The last quarter of the annotated sentences is the test; all others are the unlabelled part. */
export function divide({ name, sentences }: Pick<StoredCorpus, 'name' | 'sentences'>): CorpusParts {
  const annotated = sentences.flatMap(({ entities }, place) => (entities ? [place] : []));
  if (annotated.length === 0)
    throw new Failure(
      'data-missing',
      'No sentence of the corpus is annotated, so that there is nothing to test on. Import annotated test sentences, too.',
    );
  const tested = new Set(annotated.slice(-Math.ceil(annotated.length / 4)));
  return {
    unlabelled: part(
      name,
      'u',
      sentences.filter((_, place) => !tested.has(place)),
    ),
    test: part(
      name,
      't',
      sentences.filter((_, place) => tested.has(place)),
    ),
  };
}

/** Both parts may have the same ids, and a unit is named after its sentence. */
const part = (name: string, prefix: string, sentences: readonly Sentence[]): Corpus => ({
  name,
  labels: labelsOf(sentences),
  sentences: sentences.map(sentence => ({ ...sentence, id: `${prefix} ${sentence.id}` })),
});
