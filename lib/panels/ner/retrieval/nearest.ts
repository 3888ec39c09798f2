import type { Retrieval } from './contract';
import { nearestFirst } from './order';

/** The most similar samples, the most similar last, so that it stands next to the query. Of equal ones, the earlier in the pool is nearer. */
export const nearestRetrieval: Retrieval<{ skip: number }> = {
  id: 'nearest',
  title: 'Nearest',
  summary: 'Takes the most similar samples, with the most similar next to the query.',
  isChosenAtFirst: true,
  fields: {
    skip: {
      kind: 'number',
      label: 'Nearest left out',
      hint: 'so many of the most similar samples are passed over',
      default: 0,
      min: 0,
      max: 1000,
    },
  },
  usesSimilarity: true,
  retrieve: ({ size, count, similarities }, { skip }) =>
    nearestFirst(size, similarities)
      .slice(skip, skip + count)
      .reverse(),
};
