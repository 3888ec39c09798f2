import { asFailure, Failure } from '@/lib/core/failure';
import type { FileSource } from './source';
import { beginsAsPage, pageInPlace, refusedByServer } from './web-page';

/** A folder of the page's own server, by its absolute URL. Only the HTTP cache of the browser keeps the files. */
export function httpSource(address: string): FileSource {
  const base = address.endsWith('/') ? address : `${address}/`;
  return {
    mayOpenAhead: true,
    async open(name, signal) {
      const closed = new AbortController();
      const combined = AbortSignal.any([signal, closed.signal]);
      const withName = <T>(work: Promise<T>) =>
        work.catch((error: unknown) => Promise.reject(nameFailure(name, error, signal)));
      const response = await withName(fetch(new URL(name, base), { signal: combined }));
      const close = () => Promise.resolve(closed.abort());
      if (!response.ok) await close();
      const { status } = response;
      if (status === 404 || status === 410) return null;
      if (status === 401 || status === 403) throw refusedByServer(name, status);
      if (!response.ok) throw new Failure('download-failed', `${name}: the server answered ${status}.`);
      const reader = response.body?.getReader();
      const next = async () => reader && (await withName(reader.read())).value;
      const head = await next();
      if (head && beginsAsPage(head)) {
        await close();
        throw pageInPlace(name);
      }
      return {
        size: bodySize(response),
        isLocal: false,
        pieces: (async function* () {
          for (let piece = head; piece; piece = await next()) yield piece;
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
