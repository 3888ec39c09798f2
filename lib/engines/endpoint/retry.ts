import { type Failure, throwIfCancelled } from '@/lib/core/failure';
import type { Random } from '@/lib/core/random';
import { sleep } from '@/lib/core/sleep';

/** Exponential backoff with jitter: the delay doubles with each attempt, and a random part of it is removed so that clients spread out. */
export interface RetryPolicy {
  /** Maximum number of attempts. */
  tries: number;
  /** First delay in milliseconds, before jitter. */
  base_ms: number;
  /** Maximum delay in milliseconds. A longer `Retry-After` ends the attempts. */
  longest_ms: number;
  random: Random;
}

/** A failure for which a retry is worthwhile. `after_ms` is the delay that the server requests. */
export class Retryable extends Error {
  constructor(
    readonly failure: Failure,
    readonly after_ms: number | null = null,
  ) {
    super(failure.message);
  }
}

/** Milliseconds of a `Retry-After` header (RFC 9110, section 10.2.3: seconds or a date); null if it is absent or malformed. */
export function parseRetryAfter(header: string | null, now = Date.now()): number | null {
  if (header === null) return null;
  if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Number(header) * 1_000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** Delay in milliseconds after failed attempt `attempt` (from 1): 50 to 100 % of `base * 2^(attempt-1)`, at least `after_ms`. */
export function retryDelay(attempt: number, after_ms: number | null, policy: RetryPolicy): number {
  const grown = Math.min(policy.longest_ms, policy.base_ms * 2 ** (attempt - 1));
  return Math.max(after_ms ?? 0, grown * (0.5 + policy.random.next() / 2));
}

/**
 * Makes a call, and repeats it while it throws {@link Retryable} and attempts are left.
 *
 * @throws Failure the last failure; `cancelled` as soon as the signal is aborted, also during a delay
 */
export async function withRetry<T>(call: () => Promise<T>, policy: RetryPolicy, signal: AbortSignal): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    throwIfCancelled(signal);
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof Retryable)) throw error;
      const delay = retryDelay(attempt, error.after_ms, policy);
      if (attempt >= policy.tries || delay > policy.longest_ms) throw error.failure;
      await sleep(delay, signal);
    }
  }
}
