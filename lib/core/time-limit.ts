import type { Failure } from './failure';

/**
 * The result of `work`, if it comes within `milliseconds`. Later it is not waited for; whoever started the work has to end it.
 *
 * @throws what `work` throws, or what `late` makes
 */
export function withTimeLimit<T>(work: PromiseLike<T>, milliseconds: number, late: () => Failure): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => reject(late()), milliseconds);
    const settle =
      <V>(then: (value: V) => void) =>
      (value: V) => {
        clearTimeout(timer);
        then(value);
      };
    work.then(settle(resolve), settle(reject));
  });
}
