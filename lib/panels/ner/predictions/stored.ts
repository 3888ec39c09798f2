import * as z from 'zod/mini';
import { cleanDataName } from '@/lib/data/data-name';
import { hashItems } from '@/lib/data/hash-items';
import { dataLimits } from '@/lib/data/limits';
import { type OwnData, ownData } from '@/lib/data/own-data';
import type { NerSettings } from '../settings';
import type { PredictedSentence, ReadPredictions } from './read';

const count = z.int().check(z.minimum(0), z.maximum(1e9));

export const predictionsHeaderSchema = z.strictObject({
  /** Of the corpus, the title and the sentences: another system may predict the same. */
  hash: z.string().check(z.regex(/^[0-9a-f]{16}$/)),
  /** {@link corpusKey} */
  corpus: z.string().check(z.maxLength(1000)),
  /** The file's name, without its ending. */
  title: z.string().check(z.minLength(1), z.maxLength(dataLimits.name)),
  /** Records and entities of the file that could not be read. */
  leftOut: z.strictObject({ records: count, entities: count }),
  sentences: count,
  addedAt: z.number(),
});

/** What a list shows of the predictions of a system. */
export type PredictionsHeader = z.infer<typeof predictionsHeaderSchema>;

/** The predictions of another system, kept for the corpus that they are compared on. */
export interface StoredPredictions extends Omit<PredictionsHeader, 'sentences' | 'addedAt'> {
  sentences: readonly PredictedSentence[];
}

/** Where they are kept. `mayKeep` as `ownData` takes it. */
export const keptPredictions = (mayKeep: () => boolean): OwnData<StoredPredictions, PredictionsHeader> =>
  ownData(async () => (await import('./kind')).predictionsKind, mayKeep);

/** Names the sentences of an experiment: its corpus, and what its source was told. */
export const corpusKey = ({ corpus, source }: Pick<NerSettings, 'corpus' | 'source'>): string =>
  [corpus, ...Object.values(source[corpus] ?? {})].join(' ').trim();

export const hashPredictions = (
  { corpus, title, sentences }: Pick<StoredPredictions, 'corpus' | 'title' | 'sentences'>,
  signal?: AbortSignal,
): Promise<string> => hashItems(JSON.stringify(['predictions', corpus, title]), sentences, signal);

/** The predictions of a file, to be kept for a corpus. @throws Failure `cancelled` */
export async function storedPredictions(
  corpus: string,
  file: string,
  { sentences, report }: ReadPredictions,
  signal?: AbortSignal,
): Promise<StoredPredictions> {
  const title = cleanDataName(file.replace(/\.\w+$/, ''));
  return {
    hash: await hashPredictions({ corpus, title, sentences }, signal),
    ...{ corpus, title, sentences },
    leftOut: { records: report.sentences.total, entities: report.spans.total },
  };
}
