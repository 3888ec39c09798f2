import type { Retrieval } from './contract';
import { draw } from './order';

/** Draws from the whole pool. The reference draws without a seed; here the seed of the experiment decides. */
export const randomRetrieval: Retrieval = {
  id: 'random',
  title: 'Random',
  summary: 'Draws demonstrations from the whole pool.',
  isChosenAtFirst: true,
  fields: {},
  usesSimilarity: false,
  retrieve: ({ size, count, random }) => draw([...Array(size).keys()], count, random),
};
