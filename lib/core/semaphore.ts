import { Failure } from './failure';

/** A fixed number of places; who finds none waits in line. */
export interface Semaphore {
  /** Resolves with the function that gives the place back (once; later calls do nothing). Rejects with `cancelled` on abort. */
  take(signal: AbortSignal): Promise<() => void>;
}

/** `count` places, given in the order of asking. */
export function createSemaphore(count: number): Semaphore {
  let free = count;
  const line: (() => void)[] = [];

  const release = () => {
    let released = false;
    return () => {
      if (released) return;
      released = true;
      const next = line.shift();
      if (next) next();
      else free++;
    };
  };

  return {
    take: signal =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(new Failure('cancelled'));
        if (free > 0) {
          free--;
          return resolve(release());
        }
        const leave = () => {
          const place = line.indexOf(enter);
          if (place >= 0) line.splice(place, 1);
          reject(new Failure('cancelled'));
        };
        const enter = () => {
          signal.removeEventListener('abort', leave);
          resolve(release());
        };
        line.push(enter);
        signal.addEventListener('abort', leave, { once: true });
      }),
  };
}
