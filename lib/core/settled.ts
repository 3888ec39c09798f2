import { asFailure, isOfTheModel } from './failure';

/**
 * The values of independent work that has ended. Where several failed, a spoiled call goes before an answer of the model that cannot be
 * used: as long as one call got no answer, the whole got none, whichever stands first.
 *
 * @throws the first failure
 */
export function valuesOf<T>(ended: readonly PromiseSettledResult<T>[]): T[] {
  const reasons: unknown[] = ended.flatMap(end => (end.status === 'rejected' ? [end.reason] : []));
  if (reasons.length > 0) throw reasons.find(reason => !isOfTheModel(asFailure(reason).kind)) ?? reasons[0];
  return ended.flatMap(end => (end.status === 'fulfilled' ? [end.value] : []));
}
