import { Failure } from './failure';
import { onAbort } from './on-abort';

/** A fixed number of permits; callers that find none wait in a queue. */
export interface Semaphore {
  /**
   * Resolves with the function that returns the permit. Calling it again does nothing.
   * @throws Failure `cancelled` on abort
   */
  acquire(signal: AbortSignal): Promise<() => void>;
}

/** A semaphore with `count` permits, granted first come, first served. */
export function createSemaphore(count: number): Semaphore {
  let free = count;
  const queue: (() => void)[] = [];

  const release = () => {
    let released = false;
    return () => {
      if (released) return;
      released = true;
      const next = queue.shift();
      if (next) next();
      else free++;
    };
  };

  return {
    acquire: signal =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(new Failure('cancelled'));
        if (free > 0) {
          free--;
          return resolve(release());
        }
        const grant = () => {
          forget();
          resolve(release());
        };
        queue.push(grant);
        const forget = onAbort(signal, () => {
          const index = queue.indexOf(grant);
          if (index >= 0) queue.splice(index, 1);
          reject(new Failure('cancelled'));
        });
      }),
  };
}
