import { Failure } from '@/lib/core/failure';
import { nameWebllmError } from './errors';
import type { MlcClient, MlcReport, WebllmLibrary } from './library';

/** One worker. All pending work rejects when the worker ends; the library's client would leave it pending. */
export interface Session {
  client: MlcClient;
  readonly dead: boolean;
  /**
   * Waits for work of the worker. A timeout of `timeout_ms` without a report ends the worker.
   * @throws what the work throws; the Failure that ended the worker, for example `timed-out` or `worker-died`; `cancelled` on abort
   */
  guard<T>(work: Promise<T>, signal: AbortSignal, timeout_ms: () => number, doing: string): Promise<T>;
  /** Ends the worker and rejects all pending work. */
  close(reason: Failure): void;
}

/**
 * Starts a worker. Every report of the worker restarts the timeout of the pending work.
 *
 * @throws Failure `script-lost` if the library cannot be loaded
 */
export async function openSession(library: WebllmLibrary, onReport: (report: MlcReport) => void): Promise<Session> {
  let restartTimeout = () => {};
  const { worker, client } = await connect(library, report => {
    // The report comes first, because it may begin a phase with another timeout.
    onReport(report);
    restartTimeout();
  });
  let ended: Failure | null = null;
  const waiting = new Set<(failure: Failure) => void>();

  const close = (reason: Failure) => {
    if (ended) return;
    ended = reason;
    worker.terminate();
    for (const reject of waiting) reject(reason);
    waiting.clear();
  };
  worker.addEventListener('error', event => {
    // Else the page throws it once more.
    event.preventDefault();
    close(nameWorkerError(event.message));
  });
  worker.addEventListener('messageerror', () => close(new Failure('worker-died', 'A message could not be read.')));

  return {
    client,
    get dead() {
      return ended !== null;
    },
    close,
    guard: (work, signal, timeout_ms, doing) =>
      new Promise((resolve, reject) => {
        let timer: ReturnType<typeof setTimeout>;
        const settle = () => {
          clearTimeout(timer);
          restartTimeout = () => {};
          waiting.delete(fail);
          signal.removeEventListener('abort', stop);
        };
        const fail = (failure: Failure) => {
          settle();
          reject(failure);
        };
        const stop = () => fail(new Failure('cancelled'));
        const start = () => {
          clearTimeout(timer);
          const limit = timeout_ms();
          const late = new Failure('timed-out', `The worker did not report for ${limit / 1000} s while ${doing}.`);
          timer = setTimeout(() => close(late), limit);
        };
        work.then(
          value => {
            settle();
            resolve(value);
          },
          (error: unknown) => {
            settle();
            reject(error);
          },
        );
        if (ended) return fail(ended);
        if (signal.aborted) return stop();
        waiting.add(fail);
        signal.addEventListener('abort', stop, { once: true });
        restartTimeout = start;
        start();
      }),
  };
}

/** Names an uncaught error of the worker; the event has no message where the worker's script could not be loaded. */
function nameWorkerError(message: string | undefined): Failure {
  if (message === undefined) return new Failure('script-lost', 'The script of the worker.');
  const failure = nameWebllmError(message);
  return failure.kind === 'device-lost' ? failure : new Failure('worker-died', message);
}

async function connect(library: WebllmLibrary, onReport: (report: MlcReport) => void) {
  try {
    return await library.connect(onReport);
  } catch (error) {
    throw new Failure('script-lost', 'The WebLLM library.', { cause: error });
  }
}
