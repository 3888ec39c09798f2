import { Failure } from './failure';
import { onAbort } from './on-abort';

/**
 * Waits for work that may never end. After `ms` milliseconds, or on abort, it stops waiting; the work itself goes on.
 *
 * @param doing for the detail of the failure, for example `checking this machine`
 * @throws what the work throws; Failure `timed-out`; `cancelled` on abort
 */
export function within<T>(work: Promise<T>, ms: number, signal: AbortSignal, doing: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Failure('timed-out', `Nothing came for ${ms / 1000} s while ${doing}.`));
    const timer = setTimeout(late, ms);
    const forget = onAbort(signal, () => reject(new Failure('cancelled')));
    work.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      forget();
    });
  });
}
