import type { Retrieval } from './contract';
import { neighboursField } from './neighbours-field';
import { draw, nearestFirst } from './order';

/** Draws inside the K nearest, in the order in which they are drawn ("diverse nearest neighbours" of arXiv 2311.08921). */
export const diverseRetrieval: Retrieval<{ neighbours: number }> = {
  id: 'diverse',
  title: 'Diverse nearest',
  summary: 'Draws demonstrations from the nearest samples.',
  fields: { neighbours: neighboursField },
  usesSimilarity: true,
  retrieve: ({ size, count, similarities, random }, { neighbours }) =>
    draw(nearestFirst(size, similarities).slice(0, neighbours), count, random),
};
