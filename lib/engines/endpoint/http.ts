import { Failure } from '@/lib/core/failure';
import { limits } from './limits';
import { showable } from './redact';
import { parseRetryAfter, Retryable } from './retry';
import { readError, type ServerError } from './schema';

/** How requests reach a server. The key is held here and in the header only. */
export interface Wire {
  /** Checked by `parseBaseUrl`, without a slash at its end. */
  baseUrl: string;
  key: string | undefined;
  fetch: typeof fetch;
  /** Longest silence, before the first byte or between two, in milliseconds. */
  idle_ms: number;
}

export interface Reply {
  contentType: string;
  chunks: AsyncGenerator<Uint8Array, void, void>;
}

/**
 * Sends one request and hands out its answer's bytes as they come. Leaving the bytes early, an abort or a long silence close the connection.
 *
 * @throws Retryable for the network, 408, 429 and 5xx; Failure for all else
 */
export async function exchange<T>(
  wire: Wire,
  path: string,
  body: unknown,
  signal: AbortSignal,
  use: (reply: Reply) => T,
): Promise<T> {
  const guard = idleGuard(signal, wire.idle_ms);
  const named = (error: unknown) => nameError(error, signal, guard.expired(), wire.key);
  try {
    const response = await wire.fetch(wire.baseUrl + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        accept: 'text/event-stream, application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(wire.key && { authorization: `Bearer ${wire.key}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: guard.signal,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
    guard.touch();
    const chunks = readChunks(response, guard, named);
    if (!response.ok) throw await refusal(response, chunks, wire.key);
    if (!response.body) throw new Failure('endpoint-protocol', 'The answer is empty.');
    return use({ contentType: response.headers.get('content-type') ?? '', chunks });
  } catch (error) {
    guard.end();
    throw named(error);
  }
}

/** All of a reply as text. */
export async function wholeText(chunks: AsyncIterable<Uint8Array>, limit: number = limits.answer): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let total = 0;
  for await (const chunk of chunks) {
    total += chunk.byteLength;
    if (total > limit) throw new Failure('endpoint-protocol', 'The answer is larger than 4 MB.');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** A server's own error, by its status or the code inside a stream, under our names. */
export function nameServerError(
  status: number,
  error: ServerError | null,
  text: string,
  key: string | undefined,
  after: number | null = null,
) {
  const words = showable(error?.message ?? text, key);
  const detail = words ? `It said (${status}): ${words}` : `It answered with status ${status}.`;
  if (status === 401 || status === 403) return new Failure('endpoint-unauthorised', detail);
  if ([408, 429, 502, 503, 504].includes(status)) return new Retryable(new Failure('endpoint-busy', detail), after);
  if (status >= 500) return new Retryable(new Failure('endpoint-refused', detail), after);
  if (/context.(length|window|size)|maximum context/i.test(words)) return new Failure('context-exceeded', detail);
  return new Failure('endpoint-refused', detail);
}

interface IdleGuard {
  signal: AbortSignal;
  touch(): void;
  end(): void;
  expired(): boolean;
}

/** Aborts with the given signal, or by itself after a silence. `end` closes what is still open and stops the clock. */
function idleGuard(outer: AbortSignal, idle_ms: number): IdleGuard {
  const own = new AbortController();
  let expired = false;
  const expire = () => {
    expired = true;
    own.abort();
  };
  let timer = setTimeout(expire, idle_ms);
  return {
    signal: AbortSignal.any([outer, own.signal]),
    touch: () => {
      clearTimeout(timer);
      timer = setTimeout(expire, idle_ms);
    },
    end: () => {
      clearTimeout(timer);
      own.abort();
    },
    expired: () => expired,
  };
}

async function* readChunks(
  response: Response,
  guard: IdleGuard,
  named: (error: unknown) => Error,
): AsyncGenerator<Uint8Array, void, void> {
  const reader = response.body?.getReader();
  try {
    while (reader) {
      const { done, value } = await reader.read();
      if (done) return;
      guard.touch();
      yield value;
    }
  } catch (error) {
    throw named(error);
  } finally {
    guard.end();
  }
}

async function refusal(response: Response, chunks: AsyncIterable<Uint8Array>, key: string | undefined): Promise<Error> {
  // The body of a refusal only adds words: whatever is wrong with it, the status counts.
  const text = await wholeText(chunks, 64_000).catch(() => '');
  const isPage = (response.headers.get('content-type') ?? '').includes('html');
  const after = parseRetryAfter(response.headers.get('retry-after'));
  return nameServerError(response.status, readError(text), isPage ? '' : text, key, after);
}

function nameError(error: unknown, outer: AbortSignal, expired: boolean, key: string | undefined): Error {
  if (error instanceof Failure || error instanceof Retryable) return error;
  if (outer.aborted) return new Failure('cancelled');
  if (expired) return new Failure('timed-out', 'The endpoint fell silent.');
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const words = showable(cause instanceof Error ? cause.message : String(cause), key);
  return new Retryable(new Failure('endpoint-unreachable', words));
}
