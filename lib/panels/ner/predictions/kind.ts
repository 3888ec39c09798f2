import * as z from 'zod/mini';
import type { ContentKind } from '@/lib/data/content-store';
import { jsonTexts, readJsonTexts } from '@/lib/data/json-texts';
import type { PredictedSentence } from './read';
import { hashPredictions, type PredictionsHeader, predictionsHeaderSchema, type StoredPredictions } from './stored';

const place = z.int().check(z.minimum(0));

const sentenceSchema: z.ZodMiniType<PredictedSentence> = z.strictObject({
  text: z.string(),
  mentions: z.array(
    z.strictObject({
      mention: z.string(),
      label: z.string(),
      place: z.nullable(z.strictObject({ start: place, end: place })),
    }),
  ),
});

/** How predictions of other systems are kept: sentences as texts of JSON. */
export const predictionsKind: ContentKind<StoredPredictions, PredictionsHeader> = {
  database: 'loupe-predictions',
  noun: 'predictions',
  header: predictionsHeaderSchema,
  headerOf: ({ sentences, ...described }, addedAt) => ({ ...described, sentences: sentences.length, addedAt }),
  itemsOf: ({ sentences }) => jsonTexts(sentences),
  async read({ sentences: count, addedAt: _addedAt, ...described }, items) {
    const sentences = await readJsonTexts(sentenceSchema, items);
    if (sentences?.length !== count) return undefined;
    const found = { ...described, sentences };
    return (await hashPredictions(found)) === found.hash ? found : undefined;
  },
};
