import { Failure, throwIfCancelled } from '@/lib/core/failure';
import { onAbort } from '@/lib/core/on-abort';
import type { Pause } from '@/lib/engines/contract';
import { type Retryable, retryDelay, type RetryPolicy } from './retry';

/** The time, in milliseconds since 1970, and calls at a time. Tests bring their own. */
export interface Clock {
  now(): number;
  /** Calls back once, `ms` milliseconds from now. Returns the function that prevents it. */
  after(ms: number, callback: () => void): () => void;
}

/** An attempt that was let through. One of its methods is to be called when it has ended; a second call does nothing. */
export interface Turn {
  /** Whether all other calls wait for what comes of this one. */
  readonly isTrial: boolean;
  /** The server answered, whatever it said. */
  answered(): void;
  /** @throws Failure `endpoint-down` where the patience with the server is over */
  failed(error: Retryable, policy: RetryPolicy): void;
  /** It ended without showing anything of the server. */
  left(): void;
}

/**
 * Where the calls to one server pass. After trouble of the server all of them wait; then one tries, and the others follow once it was
 * answered. The wait doubles from one failed trial to the next (a circuit breaker, half open during the trial).
 */
export interface Gate {
  /** @throws Failure `cancelled`, or the one with which the patience with the server ended */
  enter(signal: AbortSignal): Promise<Turn>;
  /** A turn without a wait, for what is already under way. */
  turn(): Turn;
  /** Forgets the troubles: the next call tries at once. */
  forgive(): void;
  watch(listener: (pause: Pause | null) => void): () => void;
}

/** Longest time that a timer can take. */
const longestTimer = 2 ** 31 - 1;

export const realClock: Clock = {
  now: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, Math.min(ms, longestTimer));
    return () => clearTimeout(timer);
  },
};

interface Waiting {
  pass(turn: Turn): void;
  refuse(failure: Failure): void;
}

export function createGate(clock: Clock = realClock): Gate {
  const listeners = new Set<(pause: Pause | null) => void>();
  const waiting: Waiting[] = [];
  let pause: Pause | null = null;
  /** Whether a trial is under way. */
  let isTrying = false;
  let forgetTimer = () => {};
  /** Failures since the last answer, pauses that count for the length of the next, and when the trouble began. */
  let failures = 0;
  let level = 0;
  let troubleSince: number | null = null;
  let end: Failure | null = null;

  const tell = () => listeners.forEach(listener => listener(pause));

  function open(): void {
    const was = pause;
    pause = null;
    isTrying = false;
    forgetTimer();
    for (const call of waiting.splice(0)) call.pass(turn(false));
    if (was) tell();
  }

  /** Lets one call try, once the time has come. */
  function advance(): void {
    if (!pause || isTrying) return;
    const left = pause.until - clock.now();
    forgetTimer();
    if (left > 0) {
      forgetTimer = clock.after(left, advance);
      return;
    }
    const next = waiting.shift();
    if (!next) return;
    isTrying = true;
    next.pass(turn(true));
  }

  function begin(error: Retryable, policy: RetryPolicy): void {
    const delay = retryDelay(++level, error.after_ms, policy);
    const until = clock.now() + delay;
    if (until - (troubleSince ?? until) > policy.patience_ms) throw giveUp(error.failure, delay);
    pause = {
      failure: error.failure,
      until,
      tryNow() {
        if (pause) pause = { ...pause, until: clock.now() };
        advance();
      },
    };
    tell();
    advance();
  }

  function giveUp({ message }: Failure, delay: number): Failure {
    end = new Failure('endpoint-down', `${message} The next try would be in ${Math.ceil(delay / 1_000)} s.`);
    pause = null;
    isTrying = false;
    for (const call of waiting.splice(0)) call.refuse(end);
    tell();
    return end;
  }

  function onFailure(error: Retryable, policy: RetryPolicy, isTrial: boolean): void {
    failures++;
    troubleSince ??= clock.now();
    if (isTrial) isTrying = false;
    if (end) return;
    if (isTrial || (!pause && (error.isOfServer || failures >= policy.trip))) return begin(error, policy);
    if (!pause || error.after_ms === null) return;
    // A call that was under way when the pause began.
    pause = { ...pause, until: Math.max(pause.until, clock.now() + error.after_ms) };
    tell();
    advance();
  }

  function turn(isTrial: boolean): Turn {
    let isOver = false;
    const once = (body: () => void) => {
      if (!isOver) {
        isOver = true;
        body();
      }
    };
    return {
      isTrial,
      answered: () =>
        once(() => {
          failures = 0;
          troubleSince = null;
          level = Math.max(0, level - 1);
          if (isTrial) open();
        }),
      failed: (error, policy) => once(() => onFailure(error, policy, isTrial)),
      left: () =>
        once(() => {
          if (isTrial) isTrying = false;
          advance();
        }),
    };
  }

  return {
    async enter(signal) {
      throwIfCancelled(signal);
      if (end) throw end;
      if (!pause) return turn(false);
      return new Promise((resolve, reject) => {
        const call: Waiting = {
          pass(turn) {
            forget();
            resolve(turn);
          },
          refuse(failure) {
            forget();
            reject(failure);
          },
        };
        const forget = onAbort(signal, () => {
          const index = waiting.indexOf(call);
          if (index >= 0) waiting.splice(index, 1);
          reject(new Failure('cancelled'));
        });
        waiting.push(call);
        advance();
      });
    },
    turn: () => turn(false),
    forgive() {
      end = null;
      failures = 0;
      level = 0;
      troubleSince = null;
      if (waiting.length > 0) pause?.tryNow();
      else open();
    },
    watch(listener) {
      listeners.add(listener);
      if (pause) listener(pause);
      return () => void listeners.delete(listener);
    },
  };
}

const gates = new Map<string, Gate>();

/** The gate of a server, which all engines of this page or process share. */
export function gateOf(baseUrl: string): Gate {
  const { origin } = new URL(baseUrl);
  const gate = gates.get(origin) ?? createGate();
  gates.set(origin, gate);
  return gate;
}
