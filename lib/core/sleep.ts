import { Failure } from './failure';
import { onAbort } from './on-abort';

/**
 * Resolves after `ms` milliseconds.
 * @throws Failure `cancelled` as soon as the signal is aborted
 */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      forget();
      resolve();
    }, ms);
    const forget = onAbort(signal, () => {
      clearTimeout(timer);
      reject(new Failure('cancelled'));
    });
  });
}
