import { Failure } from './failure';

type OnProgress<Progress> = (progress: Progress) => void;
type Load<Progress> = (onProgress: OnProgress<Progress>, signal: AbortSignal) => Promise<void>;

/** Lets concurrent callers share one load. */
export interface SingleFlight<Progress> {
  /**
   * Starts the load or joins the one that runs, whose latest progress it reports at once. An abort rejects this
   * caller only; the load stops when no caller waits for it.
   * @throws what the load throws; Failure `cancelled` on abort
   */
  join(onProgress: OnProgress<Progress>, signal: AbortSignal): Promise<void>;
  /** Aborts the running load for all callers. */
  cancel(): void;
}

export function createSingleFlight<Progress>(load: Load<Progress>): SingleFlight<Progress> {
  interface RunningLoad {
    ended: Promise<void>;
    listeners: Set<OnProgress<Progress>>;
    latest: Progress | undefined;
    stop: AbortController;
  }
  let current: RunningLoad | null = null;

  function start(): RunningLoad {
    const listeners = new Set<OnProgress<Progress>>();
    const stop = new AbortController();
    const onProgress = (progress: Progress) => {
      started.latest = progress;
      listeners.forEach(listener => listener(progress));
    };
    // Start in a microtask, so that the first caller receives all progress.
    const ended = Promise.resolve()
      .then(() => load(onProgress, stop.signal))
      .finally(() => {
        if (current === started) current = null;
      });
    const started: RunningLoad = { ended, listeners, latest: undefined, stop };
    // Callers receive the rejection through `join`; this handler covers the case that no caller is left.
    ended.catch(() => undefined);
    return started;
  }

  return {
    join(onProgress, signal) {
      if (signal.aborted) return Promise.reject(new Failure('cancelled'));
      const joined = (current ??= start());
      // Wrap the callback, because one caller may join twice with the same function.
      const listener: OnProgress<Progress> = progress => onProgress(progress);
      joined.listeners.add(listener);
      if (joined.latest !== undefined) listener(joined.latest);
      return new Promise<void>((resolve, reject) => {
        const detach = () => {
          signal.removeEventListener('abort', onAbort);
          joined.listeners.delete(listener);
        };
        const onAbort = () => {
          detach();
          if (joined.listeners.size === 0) {
            joined.stop.abort();
            if (current === joined) current = null;
          }
          reject(new Failure('cancelled'));
        };
        signal.addEventListener('abort', onAbort, { once: true });
        joined.ended.then(resolve, reject).finally(detach);
      });
    },
    cancel() {
      current?.stop.abort();
      current = null;
    },
  };
}
