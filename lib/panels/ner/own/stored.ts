import * as z from 'zod/mini';
import { Failure } from '@/lib/core/failure';
import { cleanDataName } from '@/lib/data/data-name';
import { hashItems } from '@/lib/data/hash-items';
import { dataLimits } from '@/lib/data/limits';
import type { Sentence } from '../corpus';
import type { ReadCorpus } from '../formats/read';

const count = z.int().check(z.minimum(0), z.maximum(1e9));

const described = {
  /** Of its sentences in their order: the same file, read in the same way, gives the same hash on every machine. */
  hash: z.string().check(z.regex(/^[0-9a-f]{16}$/)),
  /** For people: the file's name. */
  name: z.string().check(z.minLength(1), z.maxLength(dataLimits.name)),
  /** Title of the format of its first file. */
  format: z.string().check(z.maxLength(dataLimits.name)),
  /** Sentences and entities of the file that are left out. */
  leftOut: z.strictObject({ sentences: count, spans: count }),
};

export const corpusHeaderSchema = z.strictObject({
  ...described,
  sentences: count,
  /** How many of them are annotated. */
  annotated: count,
  /** Entities by label, in the order of the labels' first occurrence; the first ones of very many. */
  labels: z.array(z.tuple([z.string(), count])).check(z.maxLength(1_000)),
  addedAt: z.number(),
});

/** What a list shows of a corpus. */
export type CorpusHeader = z.infer<typeof corpusHeaderSchema>;

/** A user's own corpus, named by its content: an experiment carries the hash, never the texts. */
export interface StoredCorpus extends Omit<CorpusHeader, 'sentences' | 'annotated' | 'labels' | 'addedAt'> {
  sentences: readonly Sentence[];
}

/** Changing one of these words, or the form of a sentence, gives the same file another hash. */
export const hashSentences = (sentences: readonly Sentence[], signal?: AbortSignal): Promise<string> =>
  hashItems('corpus', sentences, signal);

/** Sentences of a corpus: as many as a run may annotate, and a test beside them. */
const mostSentences = 200_000;

/**
 * A corpus that was read, to be kept.
 *
 * @throws Failure `data-too-large`, `cancelled`
 */
export async function storedCorpus({ corpus, files, report }: ReadCorpus, signal?: AbortSignal): Promise<StoredCorpus> {
  const { name, sentences } = corpus;
  if (sentences.length > mostSentences)
    throw new Failure('data-too-large', `It has ${sentences.length.toLocaleString('en')} sentences.`);
  return {
    hash: await hashSentences(sentences, signal),
    name: cleanDataName(name),
    format: files[0]?.format.title ?? '',
    leftOut: { sentences: report.sentences.total, spans: report.spans.total },
    sentences,
  };
}

/** How many sentences are annotated, and their entities by label. */
export function countsOf(sentences: readonly Sentence[]): { annotated: number; labels: Map<string, number> } {
  const labels = new Map<string, number>();
  let annotated = 0;
  for (const { entities } of sentences) {
    if (entities) annotated++;
    for (const { label } of entities ?? []) labels.set(label, (labels.get(label) ?? 0) + 1);
  }
  return { annotated, labels };
}
