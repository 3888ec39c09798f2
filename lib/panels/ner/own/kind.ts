import * as z from 'zod/mini';
import type { ContentKind } from '@/lib/data/content-store';
import { jsonTexts, readJsonTexts } from '@/lib/data/json-texts';
import type { Sentence } from '../corpus';
import { type CorpusHeader, corpusHeaderSchema, countsOf, hashSentences, type StoredCorpus } from './stored';

const place = z.int().check(z.minimum(0));

const sentenceSchema = z.strictObject({
  id: z.string().check(z.minLength(1)),
  text: z.string().check(z.minLength(1)),
  tokens: z.optional(z.array(z.strictObject({ start: place, end: place }))),
  entities: z.nullable(z.array(z.strictObject({ start: place, end: place, label: z.string() }))),
  document: z.optional(z.string()),
}) as unknown as z.ZodMiniType<Sentence>;

/** How users' corpora are kept: sentences as texts of JSON. */
export const corpusKind: ContentKind<StoredCorpus, CorpusHeader> = {
  database: 'loupe-corpora',
  noun: 'corpus',
  header: corpusHeaderSchema,
  headerOf({ sentences, ...described }, addedAt) {
    const { annotated, labels } = countsOf(sentences);
    return { ...described, sentences: sentences.length, annotated, labels: [...labels].slice(0, 1_000), addedAt };
  },
  itemsOf: ({ sentences }) => jsonTexts(sentences),
  async read({ sentences: count, annotated: _annotated, labels: _labels, addedAt: _addedAt, ...described }, items) {
    const sentences = await readJsonTexts(sentenceSchema, items);
    if (sentences?.length !== count || (await hashSentences(sentences)) !== described.hash) return undefined;
    return { ...described, sentences };
  },
};
