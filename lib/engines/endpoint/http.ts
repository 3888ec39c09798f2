import { Failure } from '@/lib/core/failure';
import { onAbort } from '@/lib/core/on-abort';
import { limits } from './limits';
import { parseRetryAfter, Retryable } from './retry';
import { readError, type ServerError } from './schema';
import type { Send, Sent } from './send';

/** How requests reach a server. No other object holds the key. */
export interface Wire {
  /** A result of `parseBaseUrl`. */
  baseUrl: string;
  key: string | undefined;
  send: Send;
  /** Maximum time without a byte, in milliseconds. */
  idle_ms: number;
}

export interface Reply {
  contentType: string;
  /** Leaving them early closes the connection. */
  chunks: AsyncGenerator<Uint8Array, void, void>;
  /** Reads away what may follow an answer that is known to be whole, so that the connection can serve another call. */
  release(): void;
}

/**
 * Sends one request and returns the bytes of the answer as they arrive. The connection is closed when the reader of the bytes leaves, on
 * abort, and on a timeout.
 *
 * @throws Retryable for network errors and for status 408, 429 and 5xx; Failure for all other errors
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
    const sent = await wire.send(wire.baseUrl + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        accept: 'text/event-stream, application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(wire.key && { authorization: `Bearer ${wire.key}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: guard.signal,
    });
    guard.touch();
    const chunks = readChunks(sent, guard, named);
    if (sent.status < 200 || sent.status > 299) throw await refusal(sent, chunks, wire.key);
    if (!sent.read) throw new Failure('endpoint-protocol', 'The answer is empty.');
    return use({
      contentType: sent.header('content-type') ?? '',
      chunks,
      release: () => void drain(chunks, guard),
    });
  } catch (error) {
    guard.close();
    throw named(error);
  }
}

/**
 * The whole reply as text.
 * @throws Failure `endpoint-protocol` beyond `limit` bytes
 */
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

/** Converts an error that a server reports, by its status or by the code inside a stream. */
export function nameServerError(
  status: number,
  error: ServerError | null,
  text: string,
  key: string | undefined,
  after: number | null = null,
) {
  const words = redact(error?.message ?? text, key);
  const detail = words ? `It said (${status}): ${words}` : `It answered with status ${status}.`;
  if (status === 401 || status === 403) return new Failure('endpoint-unauthorised', detail);
  if ([408, 429, 502, 503, 504].includes(status)) return new Retryable(new Failure('endpoint-busy', detail), after);
  if (status >= 500) return new Retryable(new Failure('endpoint-refused', detail), after);
  if (/context.(length|window|size)|maximum context/i.test(words)) return new Failure('context-exceeded', detail);
  return new Failure('endpoint-refused', detail);
}

interface IdleGuard {
  signal: AbortSignal;
  /** Bytes came. */
  touch(): void;
  /** All was read: stops the clock. */
  end(): void;
  /** Closes the connection. */
  close(): void;
  expired(): boolean;
}

/** Aborts with the given signal, or by itself after a silence. */
function idleGuard(outer: AbortSignal, idle_ms: number): IdleGuard {
  const own = new AbortController();
  let expired = false;
  let touched = performance.now();
  // One timer for the whole call: it looks whether there was a silence, and else waits for the rest of it.
  const look = () => {
    const left = touched + idle_ms - performance.now();
    if (left > 0) {
      timer = setTimeout(look, left);
      return;
    }
    expired = true;
    own.abort();
  };
  let timer = setTimeout(look, idle_ms);
  const forget = onAbort(outer, () => own.abort());
  const end = () => {
    clearTimeout(timer);
    forget();
  };
  return {
    signal: own.signal,
    touch: () => void (touched = performance.now()),
    end,
    close() {
      end();
      own.abort();
    },
    expired: () => expired,
  };
}

/** Longest wait for the end of an answer that is whole, in milliseconds. */
const endWait = 1000;

async function drain(chunks: AsyncGenerator<Uint8Array, void, void>, guard: IdleGuard): Promise<void> {
  const timer = setTimeout(() => guard.close(), endWait);
  try {
    while (!(await chunks.next()).done);
  } catch {
    // The answer is whole; how its connection ended is of no interest.
  } finally {
    clearTimeout(timer);
  }
}

async function* readChunks(
  { read }: Sent,
  guard: IdleGuard,
  named: (error: unknown) => Error,
): AsyncGenerator<Uint8Array, void, void> {
  let isRead = !read;
  try {
    while (read) {
      const { done, value } = await read();
      isRead = done;
      if (done || !value) return;
      guard.touch();
      yield value;
    }
  } catch (error) {
    throw named(error);
  } finally {
    if (isRead) guard.end();
    else guard.close();
  }
}

async function refusal(sent: Sent, chunks: AsyncIterable<Uint8Array>, key: string | undefined): Promise<Error> {
  // The status decides which error this is. The body only adds a message, so errors while reading it do not matter.
  const text = await wholeText(chunks, 64_000).catch(() => '');
  const isPage = (sent.header('content-type') ?? '').includes('html');
  const after = parseRetryAfter(sent.header('retry-after'));
  return nameServerError(sent.status, readError(text), isPage ? '' : text, key, after);
}

function nameError(error: unknown, outer: AbortSignal, expired: boolean, key: string | undefined): Error {
  if (error instanceof Failure || error instanceof Retryable) return error;
  if (outer.aborted) return new Failure('cancelled');
  if (expired) return new Failure('timed-out', 'The endpoint sent nothing.');
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const words = redact(cause instanceof Error ? cause.message : String(cause), key);
  return new Retryable(new Failure('endpoint-unreachable', words));
}

const longestDetail = 300;

/** Makes text from a server or the network safe to show: removes the key and control characters, then cuts it to 300 characters. */
function redact(text: string, key: string | undefined): string {
  const withoutKey = key ? text.replaceAll(key, '[key]') : text;
  // Control characters could corrupt a terminal or hide text. A message has one line.
  const plain = withoutKey.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  return plain.length > longestDetail ? `${plain.slice(0, longestDetail - 1)}\u2026` : plain;
}
