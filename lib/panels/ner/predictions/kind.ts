import * as z from 'zod/mini';
import { tryParseJson } from '@/lib/core/json';
import { createYield } from '@/lib/core/pace';
import type { ContentKind } from '@/lib/data/content-store';
import type { PredictedSentence } from './read';
import { hashPredictions, type PredictionsHeader, predictionsHeaderSchema, type StoredPredictions } from './stored';

const place = z.int().check(z.minimum(0));

const sentencesSchema = z.array(
  z.strictObject({
    text: z.string(),
    mentions: z.array(
      z.strictObject({
        mention: z.string(),
        label: z.string(),
        place: z.nullable(z.strictObject({ start: place, end: place })),
      }),
    ),
  }),
);

/** Sentences of one text. A database copies a text at once, and many objects one by one while the page waits. */
const together = 500;

/** How predictions of other systems are kept: sentences as texts of JSON. */
export const predictionsKind: ContentKind<StoredPredictions, PredictionsHeader> = {
  database: 'loupe-predictions',
  noun: 'predictions',
  header: predictionsHeaderSchema,
  headerOf: ({ sentences, ...described }, addedAt) => ({ ...described, sentences: sentences.length, addedAt }),
  async itemsOf({ sentences }) {
    const rest = createYield();
    const texts: string[] = [];
    for (let at = 0; at < sentences.length; at += together) {
      texts.push(JSON.stringify(sentences.slice(at, at + together)));
      await rest();
    }
    return texts;
  },
  async read({ sentences: count, addedAt: _addedAt, ...described }, items) {
    const texts = z.array(z.string()).safeParse(items).data ?? [];
    const rest = createYield();
    const sentences: PredictedSentence[] = [];
    for (const text of texts) {
      for (const one of sentencesSchema.safeParse(tryParseJson(text)).data ?? []) sentences.push(one);
      await rest();
    }
    const found = { ...described, sentences };
    return sentences.length === count && (await hashPredictions(found)) === found.hash ? found : undefined;
  },
};
