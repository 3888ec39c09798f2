import { Failure } from '@/lib/core/failure';
import { ownData } from '@/lib/data/own-data';
import type { Claim } from './problem';

/** Users' data sets. */
export const datasets = ownData(async () => (await import('./data/kind')).datasetKind);

/**
 * The claims of a stored data set, in its order.
 *
 * @throws Failure `data-missing` if it is not here or is for another task, and `store-unavailable`
 */
export async function claimsOfHash(hash: string, task: string): Promise<Claim[]> {
  const dataset = await datasets.get(hash);
  if (dataset.task !== task) throw new Failure('data-missing', `The data set ${hash} is for another task.`);
  return dataset.items;
}
