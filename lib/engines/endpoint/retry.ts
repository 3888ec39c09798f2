import { type Failure, throwIfCancelled } from '@/lib/core/failure';
import type { Random } from '@/lib/core/random';
import { sleep } from '@/lib/core/sleep';

/** When to try again. Waits grow by doubling and are shortened at random so that many clients do not return in step. */
export interface RetryPolicy {
  /** Tries in all. */
  tries: number;
  /** First wait, in milliseconds, before the random shortening. */
  base_ms: number;
  /** Longest wait, also the longest `Retry-After` that is obeyed. */
  longest_ms: number;
  random: Random;
}

/** A failure that may pass if the call is made again. `after_ms` is what the server asked for. */
export class Retryable extends Error {
  constructor(
    readonly failure: Failure,
    readonly after_ms: number | null = null,
  ) {
    super(failure.message);
  }
}

/** Milliseconds of a `Retry-After` header (RFC 9110, section 10.2.3: seconds or a date), or null where it is absent or unreadable. */
export function parseRetryAfter(header: string | null, now = Date.now()): number | null {
  if (header === null) return null;
  if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Number(header) * 1_000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** Milliseconds to wait after failed try number `tried` (from 1): half to all of `base * 2^(tried-1)`, or what the server asked if longer. */
export function retryWait(tried: number, after_ms: number | null, policy: RetryPolicy): number {
  const grown = Math.min(policy.longest_ms, policy.base_ms * 2 ** (tried - 1));
  return Math.max(after_ms ?? 0, grown * (0.5 + policy.random.next() / 2));
}

/**
 * Makes a call until it succeeds, fails for good, or the tries are used up; a {@link Retryable} is tried again.
 *
 * @throws Failure the last one; `cancelled` at once when the signal is aborted, also while waiting
 */
export async function withRetry<T>(call: () => Promise<T>, policy: RetryPolicy, signal: AbortSignal): Promise<T> {
  for (let tried = 1; ; tried++) {
    throwIfCancelled(signal);
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof Retryable)) throw error;
      const wait = retryWait(tried, error.after_ms, policy);
      if (tried >= policy.tries || wait > policy.longest_ms) throw error.failure;
      await sleep(wait, signal);
    }
  }
}
