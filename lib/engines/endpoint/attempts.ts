import { asFailure, type FailureKind } from '@/lib/core/failure';
import { sleep } from '@/lib/core/sleep';
import type { Gate, Turn } from './gate';
import { Retryable, retryDelay, type RetryPolicy } from './retry';

/** Failures that show a server which answers, though not this call. */
const answered: ReadonlySet<FailureKind> = new Set(['endpoint-refused', 'endpoint-cut']);

/** The attempts of one call. */
export interface Attempts {
  /**
   * Makes attempts until one begins to answer.
   *
   * @throws Failure the last failure; `endpoint-down` where the server answers no call; `cancelled` as soon as the
   * signal is aborted, also during a wait
   */
  begin<T>(attempt: () => Promise<T>): Promise<T>;
  /** An answer that had begun broke off. Returns after the wait before another attempt, else throws the failure. */
  broken(error: unknown): Promise<void>;
}

export function createAttempts(gate: Gate, policy: RetryPolicy, signal: AbortSignal): Attempts {
  /** Failed attempts for which this call may be to blame, and not the server alone. */
  let own = 0;

  async function failed(error: unknown, turn: Turn): Promise<void> {
    if (!(error instanceof Retryable)) {
      if (asFailure(error).kind === 'cancelled') turn.left();
      else turn.answered();
      throw error;
    }
    turn.failed(error, policy);
    if (error.isOfServer || (turn.isTrial && !answered.has(error.failure.kind))) return;
    if (++own >= policy.tries) throw error.failure;
    await sleep(retryDelay(own, null, policy), signal);
  }

  return {
    async begin(attempt) {
      for (;;) {
        const turn = await gate.enter(signal);
        try {
          const begun = await attempt();
          turn.answered();
          return begun;
        } catch (error) {
          await failed(error, turn);
        }
      }
    },
    async broken(error) {
      // The turn ended as the answer began: this is the trouble of a call like any other.
      await failed(error, gate.turn());
    },
  };
}
