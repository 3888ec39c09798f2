import { Failure } from './failure';

type OnProgress<Progress> = (progress: Progress) => void;
type Load<Progress> = (onProgress: OnProgress<Progress>, signal: AbortSignal) => Promise<void>;

/** One load for all who ask for it at the same time. */
export interface SingleFlight<Progress> {
  /** Begins the load, or joins the one under way. An abort lets this caller go; the load itself ends when nobody waits for it. */
  join(onProgress: OnProgress<Progress>, signal: AbortSignal): Promise<void>;
  /** Ends the load under way for everybody. */
  cancel(): void;
}

export function createSingleFlight<Progress>(load: Load<Progress>): SingleFlight<Progress> {
  interface Current {
    ended: Promise<void>;
    listeners: Set<OnProgress<Progress>>;
    stop: AbortController;
  }
  let current: Current | null = null;

  function begin(): Current {
    const listeners = new Set<OnProgress<Progress>>();
    const stop = new AbortController();
    // A turn later, so that the first caller hears of everything.
    const ended = Promise.resolve()
      .then(() => load(progress => listeners.forEach(listener => listener(progress)), stop.signal))
      .finally(() => {
        if (current === begun) current = null;
      });
    const begun: Current = { ended, listeners, stop };
    // Whoever waits hears of the failure; nobody may be waiting any more.
    ended.catch(() => undefined);
    return begun;
  }

  return {
    join(onProgress, signal) {
      if (signal.aborted) return Promise.reject(new Failure('cancelled'));
      const joined = (current ??= begin());
      // Wrapped: one caller may join twice with the same function.
      const listener: OnProgress<Progress> = progress => onProgress(progress);
      joined.listeners.add(listener);
      return new Promise<void>((resolve, reject) => {
        const leave = () => {
          signal.removeEventListener('abort', onAbort);
          joined.listeners.delete(listener);
        };
        const onAbort = () => {
          leave();
          if (joined.listeners.size === 0) {
            joined.stop.abort();
            if (current === joined) current = null;
          }
          reject(new Failure('cancelled'));
        };
        signal.addEventListener('abort', onAbort, { once: true });
        joined.ended.then(resolve, reject).finally(leave);
      });
    },
    cancel() {
      current?.stop.abort();
      current = null;
    },
  };
}
