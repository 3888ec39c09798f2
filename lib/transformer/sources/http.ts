import { asFailure, Failure } from '@/lib/core/failure';
import type { FileSource } from './source';

/** A folder on a web server, by its absolute URL. Only the HTTP cache of the browser keeps the files. */
export function httpSource(address: string): FileSource {
  const base = address.endsWith('/') ? address : `${address}/`;
  return {
    async open(name, signal) {
      const closed = new AbortController();
      const combined = AbortSignal.any([signal, closed.signal]);
      const withName = <T>(work: Promise<T>) =>
        work.catch((error: unknown) => Promise.reject(nameFailure(name, error, signal)));
      const response = await withName(fetch(new URL(name, base), { signal: combined }));
      const close = () => Promise.resolve(closed.abort());
      if (!response.ok) await close();
      if (response.status === 404) return null;
      if (!response.ok) throw new Failure('download-failed', `${name}: the server answered ${response.status}.`);
      const reader = response.body?.getReader();
      return {
        size: bodySize(response),
        isLocal: false,
        pieces: (async function* () {
          for (;;) {
            const { done, value } = (await (reader && withName(reader.read()))) ?? { done: true };
            if (done) return;
            yield value!;
          }
        })(),
        close,
      };
    },
  };
}

/**
 * Length of a response's body. Null if unknown or under a content encoding, where the header counts compressed bytes.
 */
export function bodySize({ headers }: Response): number | null {
  const length = headers.get('content-encoding') ? null : headers.get('content-length');
  return length !== null && /^\d{1,15}$/.test(length) ? Number(length) : null;
}

function nameFailure(name: string, error: unknown, signal: AbortSignal): Failure {
  if (signal.aborted) return new Failure('cancelled', '', { cause: error });
  return new Failure('download-failed', `${name}: ${asFailure(error).detail}`, { cause: error });
}
