import type { Failure } from '@/lib/core/failure';
import type { Random } from '@/lib/core/random';
import type { ServerError } from './server-error';

/** Exponential backoff with jitter: the delay doubles with each attempt, and a random part of it is removed so that clients spread out. */
export interface RetryPolicy {
  /** Attempts of one call that fails while the server answers others. */
  tries: number;
  /** First delay in milliseconds, before jitter. */
  base_ms: number;
  /** Longest delay in milliseconds; a longer `Retry-After` counts all the same. */
  longest_ms: number;
  /** How long to wait in all, in milliseconds, for a server that answers no call. */
  patience_ms: number;
  /** Failures without any answer in between after which all calls wait and one at a time tries. */
  trip: number;
  random: Random;
}

/** A failure for which another attempt is worthwhile. */
export class Retryable extends Error {
  /** Milliseconds that the server asks to wait; null where it does not. */
  readonly after_ms: number | null;
  /** Whether the whole server is in trouble, and not this call alone. */
  readonly isOfServer: boolean;
  readonly error: ServerError | null;
  constructor(
    readonly failure: Failure,
    {
      after_ms = null,
      isOfServer = after_ms !== null,
      error = null,
    }: { after_ms?: number | null; isOfServer?: boolean; error?: ServerError | null } = {},
  ) {
    super(failure.message);
    this.after_ms = after_ms;
    this.isOfServer = isOfServer;
    this.error = error;
  }
}

/** A request that the server will not take as it is. Another form of it may help. */
export class Refused extends Error {
  constructor(
    readonly failure: Failure,
    readonly error: ServerError | null,
  ) {
    super(failure.message);
  }
}

/** The failure that an attempt ended with, for the caller of the engine. */
export const failureOf = (error: unknown): unknown =>
  error instanceof Retryable || error instanceof Refused ? error.failure : error;

/** Milliseconds of a `Retry-After` header (RFC 9110, section 10.2.3: seconds or a date); null if it is absent or malformed. */
export function parseRetryAfter(header: string | null, now = Date.now()): number | null {
  if (header === null) return null;
  if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Number(header) * 1_000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** Delay in milliseconds after failed attempt `attempt` (from 1): 50 to 100 % of `base * 2^(attempt-1)`, at least `after_ms`. */
export function retryDelay(
  attempt: number,
  after_ms: number | null,
  { base_ms, longest_ms, random }: Pick<RetryPolicy, 'base_ms' | 'longest_ms' | 'random'>,
): number {
  const grown = Math.min(longest_ms, base_ms * 2 ** (attempt - 1));
  return Math.max(after_ms ?? 0, grown * (0.5 + random.next() / 2));
}
