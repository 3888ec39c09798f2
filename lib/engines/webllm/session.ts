import { Failure } from '@/lib/core/failure';
import type { MlcClient, MlcReport, WebllmLibrary } from './library';

/** One worker, from its making to its end. What hangs when it dies, rejects: the library's own client would leave it pending. */
export interface Session {
  client: MlcClient;
  readonly dead: boolean;
  /**
   * Waits for the worker's work; rejects with what ended the worker, with `cancelled` on abort, or with `timed-out` after `silence_ms`
   * without a report, which also ends the worker.
   */
  guard<T>(work: Promise<T>, signal: AbortSignal, silence_ms: () => number, doing: string): Promise<T>;
  /** Ends the worker and all that waits for it. */
  close(reason: Failure): void;
}

/** Makes a worker. Every report restarts the clock of the work that is being waited for. */
export async function openSession(library: WebllmLibrary, onReport: (report: MlcReport) => void): Promise<Session> {
  let touch = () => {};
  const { worker, client } = await connect(library, report => {
    // First the report, which may begin a phase with a silence of its own.
    onReport(report);
    touch();
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
  worker.addEventListener('error', event => close(new Failure('worker-died', event.message ?? '')));
  worker.addEventListener('messageerror', () => close(new Failure('worker-died', 'A message could not be read.')));

  return {
    client,
    get dead() {
      return ended !== null;
    },
    close,
    guard: (work, signal, silence_ms, doing) =>
      new Promise((resolve, reject) => {
        let timer: ReturnType<typeof setTimeout>;
        const settle = () => {
          clearTimeout(timer);
          touch = () => {};
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
          timer = setTimeout(() => close(new Failure('timed-out', `Nothing was heard while ${doing}.`)), silence_ms());
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
        touch = start;
        start();
      }),
  };
}

async function connect(library: WebllmLibrary, onReport: (report: MlcReport) => void) {
  try {
    return await library.connect(onReport);
  } catch (error) {
    throw new Failure('download-failed', 'The WebLLM library could not be loaded.', { cause: error });
  }
}
