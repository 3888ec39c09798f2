import type { Retrieval } from './contract';
import { diverseRetrieval } from './diverse';
import { diverseRankedRetrieval } from './diverse-ranked';
import { nearestRetrieval } from './nearest';
import { randomRetrieval } from './random';

/** All retrievals. A new one is a new file and a line here. */
export const retrievals = [
  diverseRankedRetrieval,
  diverseRetrieval,
  nearestRetrieval,
  randomRetrieval,
] as readonly Retrieval[];
