import { type OwnData, ownData } from '@/lib/data/own-data';
import type { PredictionsHeader, StoredPredictions } from './stored';

/** Predictions of other systems. `mayKeep` as `ownData` takes it. */
export const keptPredictions = (mayKeep: () => boolean): OwnData<StoredPredictions, PredictionsHeader> =>
  ownData(async () => (await import('./kind')).predictionsKind, mayKeep);
