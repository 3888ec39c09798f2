import { asFailure, Failure } from '@/lib/core/failure';
import { nameOfAddress, parseDataAddress } from './address';
import type { ReadOptions } from './decode';
import { dataLimits, thousands } from './limits';

export interface FetchOptions extends ReadOptions {
  fetch?: typeof fetch;
  /** Maximum time without a byte from the server, in milliseconds; 30 seconds by default. */
  idle_ms?: number;
}

export interface Fetched {
  file: Blob;
  name: string;
}

/**
 * Downloads a data file, without cookies and without a referrer. Stops as soon as it is too large.
 *
 * @throws Failure `data-unreachable` (address, network, CORS, status, timeout), `data-missing` (404, 410), `data-too-large`, `cancelled`
 */
export async function fetchData(address: string, options: FetchOptions = {}): Promise<Fetched> {
  const url = parseDataAddress(address);
  const { signal, idle_ms = 30_000 } = options;
  const idle = new AbortController();
  let timer = setTimeout(() => idle.abort(), idle_ms);
  const touch = () => {
    clearTimeout(timer);
    timer = setTimeout(() => idle.abort(), idle_ms);
  };
  try {
    const response = await (options.fetch ?? fetch)(url.href, {
      signal: signal ? AbortSignal.any([signal, idle.signal]) : idle.signal,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
    touch();
    if (!response.ok) throw refusal(response.status);
    return { file: await gather(response, options, touch), name: nameOfAddress(url) };
  } catch (error) {
    if (signal?.aborted) throw new Failure('cancelled', '', { cause: error });
    if (error instanceof Failure) throw error;
    if (idle.signal.aborted)
      throw new Failure('data-unreachable', `The server sent nothing for ${idle_ms / 1000} seconds.`, { cause: error });
    throw unreachable(url, error);
  } finally {
    clearTimeout(timer);
    // Closes the connection if the answer was not read completely.
    idle.abort();
  }
}

async function gather(response: Response, { onProgress }: ReadOptions, touch: () => void): Promise<Blob> {
  const stated = Number(response.headers.get('content-length') ?? Number.NaN);
  if (stated > dataLimits.bytes) throw tooLarge(`It has ${thousands(stated)} bytes.`);
  const parts: BlobPart[] = [];
  let loaded = 0;
  const reader = response.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    touch();
    loaded += value.byteLength;
    if (loaded > dataLimits.bytes) throw tooLarge(`More than ${thousands(dataLimits.bytes)} bytes came.`);
    parts.push(value as Uint8Array<ArrayBuffer>);
    // For a compressed answer, the header states the compressed length, which is less than the bytes that arrive here.
    onProgress?.({ phase: 'downloading', loaded, total: stated >= loaded ? stated : null, unit: 'bytes' });
  }
  return new Blob(parts);
}

const tooLarge = (detail: string): Failure => new Failure('data-too-large', detail);

function refusal(status: number): Failure {
  if (status === 404 || status === 410)
    return new Failure('data-missing', `The server answered with status ${status}.`);
  return new Failure('data-unreachable', `The server answered with status ${status}.`);
}

/** A browser does not tell a page whether the network failed or the server does not allow the page, so the failure names both. */
function unreachable(url: URL, error: unknown): Failure {
  // `origin` also exists in workers, and is undefined in Node.
  const pageOrigin: string | undefined = globalThis.origin;
  const isMixed = url.protocol === 'http:' && pageOrigin?.startsWith('https:');
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const words = isMixed ? 'A page over https may not fetch over http.' : asFailure(cause).detail;
  return new Failure('data-unreachable', words, { cause: error });
}
