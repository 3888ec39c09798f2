import { Failure } from './failure';

/** A fixed number of places; who finds none waits in line. */
export interface Semaphore {
  /** Resolves with the function that gives the place back (once; later calls do nothing). Rejects with `cancelled` on abort. */
  acquire(signal: AbortSignal): Promise<() => void>;
}

/** `count` places, given in the order of asking. */
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
        const leave = () => {
          const place = queue.indexOf(enter);
          if (place >= 0) queue.splice(place, 1);
          reject(new Failure('cancelled'));
        };
        const enter = () => {
          signal.removeEventListener('abort', leave);
          resolve(release());
        };
        queue.push(enter);
        signal.addEventListener('abort', leave, { once: true });
      }),
  };
}
