import { ownData } from '@/lib/data/own-data';

/** Predictions of other systems. */
export const ownPredictions = ownData(async () => (await import('./kind')).predictionsKind);
