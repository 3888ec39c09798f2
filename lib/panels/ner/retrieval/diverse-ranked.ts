import type { Retrieval } from './contract';
import { neighboursField } from './neighbours-field';
import { descending, nearestFirst } from './order';

/**
 * The best by self-consistency score of the K nearest, highest score first ("diverse nearest with SC ranking" of arXiv 2311.08921). Many
 * scores are equal, so ties decide: the more similar sample comes first, then the earlier one in the pool.
 */
export const diverseRankedRetrieval: Retrieval<{ neighbours: number }> = {
  id: 'diverse-ranked',
  title: 'Diverse nearest, by consistency',
  summary: 'Takes, of the nearest samples, those whose annotations agree best, with the best first.',
  fields: { neighbours: neighboursField },
  usesSimilarity: true,
  retrieve: ({ size, count, similarities, scores }, { neighbours }) =>
    descending(nearestFirst(size, similarities).slice(0, neighbours), scores, similarities).slice(0, count),
};
