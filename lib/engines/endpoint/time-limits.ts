import { onAbort } from '@/lib/core/on-abort';

/** In milliseconds. */
export interface TimeLimits {
  /** Longest time without a byte. */
  idle_ms: number;
  /** Longest time of the whole call, however its bytes come. */
  total_ms: number;
}

export interface TimeGuard {
  signal: AbortSignal;
  /** Bytes came. */
  touch(): void;
  /** All was read: stops the clock. */
  end(): void;
  /** Closes the connection. */
  close(): void;
  /** What the connection was closed for by the clock; null if it was not. */
  expired(): 'idle' | 'total' | null;
}

/** Aborts with the given signal, or by itself when a limit is reached. One timer a call, however many chunks come. */
export function timeGuard(outer: AbortSignal, { idle_ms, total_ms }: TimeLimits): TimeGuard {
  const own = new AbortController();
  const began = performance.now();
  let touched = began;
  let expired: 'idle' | 'total' | null = null;
  const left = (now: number) => ({ idle: touched + idle_ms - now, total: began + total_ms - now });
  const look = () => {
    const { idle, total } = left(performance.now());
    if (Math.min(idle, total) > 0) {
      timer = setTimeout(look, Math.min(idle, total));
      return;
    }
    expired = total <= 0 ? 'total' : 'idle';
    own.abort();
  };
  let timer = setTimeout(look, Math.min(idle_ms, total_ms));
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
