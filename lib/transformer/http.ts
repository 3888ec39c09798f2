import { asFailure, Failure } from '@/lib/ground/failure';
import type { FileSource, OnBytes } from './folder';

/** A folder on a web server, by its absolute address. The browser's HTTP cache keeps it; nothing is stored here. */
export function httpSource(address: string): FileSource {
  const base = address.endsWith('/') ? address : `${address}/`;
  return {
    async read(name, limit, onBytes, signal) {
      try {
        const response = await fetch(new URL(name, base), { signal });
        if (response.status === 404) return null;
        if (!response.ok) throw new Failure('download-failed', `${name}: the server answered ${response.status}.`);
        return await collect(name, response, limit, onBytes);
      } catch (error) {
        if (signal.aborted) throw new Failure('cancelled', '', { cause: error });
        if (error instanceof Failure) throw error;
        throw new Failure('download-failed', `${name}: ${asFailure(error).detail}`, { cause: error });
      }
    },
  };
}

async function collect(name: string, response: Response, limit: number, onBytes: OnBytes): Promise<Uint8Array> {
  const refuse = () => new Failure('model-file', `${name} is larger than the ${limit} bytes that are allowed.`);
  // Under a content encoding the length is that of the packed bytes, which we do not see.
  const length = response.headers.get('content-encoding') ? null : response.headers.get('content-length');
  const total = length === null ? null : Number(length);
  if (total !== null && total > limit) throw refuse();
  if (!response.body) return new Uint8Array(0);

  const chunks: Uint8Array[] = [];
  let loaded = 0;
  onBytes(0, total);
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    loaded += value.byteLength;
    if (loaded > limit) {
      void reader.cancel();
      throw refuse();
    }
    onBytes(loaded, total !== null && loaded <= total ? total : null);
  }
  onBytes(loaded, loaded);

  const file = new Uint8Array(loaded);
  let at = 0;
  for (const chunk of chunks) {
    file.set(chunk, at);
    at += chunk.byteLength;
  }
  return file;
}
