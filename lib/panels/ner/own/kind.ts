import * as z from 'zod/mini';
import { tryParseJson } from '@/lib/core/json';
import { createYield } from '@/lib/core/pace';
import type { ContentKind } from '@/lib/data/content-store';
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

/** Sentences of one text. A database copies a text at once, and 100,000 objects one by one while the page waits. */
const together = 500;

/** How users' corpora are kept: sentences as texts of JSON. */
export const corpusKind: ContentKind<StoredCorpus, CorpusHeader> = {
  database: 'loupe-corpora',
  noun: 'corpus',
  header: corpusHeaderSchema,
  headerOf({ sentences, ...described }, addedAt) {
    const { annotated, labels } = countsOf(sentences);
    return { ...described, sentences: sentences.length, annotated, labels: [...labels].slice(0, 1_000), addedAt };
  },
  async itemsOf({ sentences }) {
    const rest = createYield();
    const texts: string[] = [];
    for (let at = 0; at < sentences.length; at += together) {
      texts.push(JSON.stringify(sentences.slice(at, at + together)));
      await rest();
    }
    return texts;
  },
  async read({ sentences: count, annotated: _annotated, labels: _labels, addedAt: _addedAt, ...described }, items) {
    const sentences = await sentencesOf(items);
    if (sentences?.length !== count || (await hashSentences(sentences)) !== described.hash) return undefined;
    return { ...described, sentences };
  },
};

async function sentencesOf(items: unknown): Promise<Sentence[] | undefined> {
  const texts = z.array(z.string()).safeParse(items).data;
  if (!texts) return undefined;
  const rest = createYield();
  const sentences: Sentence[] = [];
  for (const text of texts) {
    const some = z.array(sentenceSchema).safeParse(tryParseJson(text)).data;
    if (!some) return undefined;
    for (const sentence of some) sentences.push(sentence);
    await rest();
  }
  return sentences;
}
