import { Failure } from '@/lib/core/failure';
import { tryParseJson } from '@/lib/core/json';
import { isWrongAddress, readUrl } from './address';
import { limits } from './limits';
import { nameServerError } from './name-error';
import { plainWords } from './redact';
import { parseRetryAfter, Refused, Retryable } from './retry';
import type { Send, Sending, Sent } from './send';
import { errorIn } from './server-error';
import { type TimeGuard, timeGuard, type TimeLimits } from './time-limits';

/** How requests reach a server. No other object holds the key. */
export interface Wire extends TimeLimits {
  /** A result of `parseBaseUrl`. */
  baseUrl: string;
  key: string | undefined;
  send: Send;
}

export interface Reply {
  /** Leaving them early closes the connection. */
  chunks: AsyncGenerator<Uint8Array, void, void>;
  /** Reads away what may follow an answer that is known to be whole, so that the connection can serve another call. */
  release(): void;
}

/**
 * Sends one request and returns the bytes of the answer as they arrive. The connection is closed when the reader of the bytes leaves, on
 * abort, and at a time limit.
 *
 * @throws Retryable for network errors, silence and trouble of the server; Refused for a request that it does not take; Failure for all
 * other errors
 */
export async function exchange<T>(
  wire: Wire,
  path: string,
  body: unknown,
  signal: AbortSignal,
  use: (reply: Reply) => T,
): Promise<T> {
  const guard = timeGuard(signal, wire);
  const named = (kind: BrokenKind) => (error: unknown) => nameError(error, kind, signal, guard.expired(), wire.key);
  try {
    const sent = await sendTo(wire, wire.baseUrl + path, {
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
    const chunks = readChunks(sent, guard, named('endpoint-cut'));
    if (sent.status < 200 || sent.status > 299) throw await refusal(sent, chunks, wire.key);
    if (!sent.read) throw new Retryable(new Failure('endpoint-cut', 'The reply is empty.'));
    return use({ chunks, release: () => void drain(chunks, guard) });
  } catch (error) {
    guard.close();
    throw named('endpoint-unreachable')(error);
  }
}

/** What a connection that broke is called: before its reply began, and after. */
type BrokenKind = 'endpoint-unreachable' | 'endpoint-cut';

/** Follows one redirect within the server. The prompts and the key go to no other. */
async function sendTo(wire: Wire, url: string, sending: Sending): Promise<Sent> {
  const sent = await wire.send(url, sending);
  if (!sent.redirect) return sent;
  const target = sent.redirect === 'hidden' ? null : readUrl(sent.redirect, url);
  if (!target) throw new Failure('endpoint-redirect', 'A browser does not tell which: ask the server for its address.');
  if (target.origin !== new URL(url).origin)
    throw new Failure('endpoint-redirect', `It points to ${target.protocol}//${target.host}.`);
  const again = await wire.send(target.href, sending);
  if (!again.redirect) return again;
  throw new Failure('endpoint-redirect', `It points to ${target.pathname}, and from there elsewhere.`);
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

/** Longest wait for the end of an answer that is whole, in milliseconds. */
const endWait = 1000;

async function drain(chunks: AsyncGenerator<Uint8Array, void, void>, guard: TimeGuard): Promise<void> {
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
  guard: TimeGuard,
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
  const body = await wholeText(chunks, limits.refusal).catch(() => '');
  const isPage = /^\s*</.test(body);
  const error = errorIn(tryParseJson(body));
  const text = isPage ? '' : body;
  if (isWrongAddress(sent.status, isPage, error, text)) {
    const words = plainWords(error?.message ?? text, key);
    return new Failure('endpoint-address', `It said (${sent.status}): ${words || 'nothing'}.`);
  }
  const after_ms = parseRetryAfter(sent.header('retry-after'));
  return nameServerError({ status: sent.status, error, text, after_ms }, key);
}

function nameError(
  error: unknown,
  kind: BrokenKind,
  outer: AbortSignal,
  expired: ReturnType<TimeGuard['expired']>,
  key: string | undefined,
): Error {
  if (error instanceof Failure || error instanceof Retryable || error instanceof Refused) return error;
  if (outer.aborted) return new Failure('cancelled');
  if (expired === 'total') return new Failure('timed-out', 'The endpoint had not ended its answer at the time limit.');
  if (expired) return new Retryable(new Failure('timed-out', 'The endpoint sent nothing.'));
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const words = plainWords(cause instanceof Error ? cause.message : String(cause), key);
  return new Retryable(new Failure(kind, words));
}
