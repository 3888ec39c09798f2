import { ownData } from '@/lib/data/own-data';

/** Users' own corpora. */
export const ownCorpora = ownData(async () => (await import('./kind')).corpusKind);
