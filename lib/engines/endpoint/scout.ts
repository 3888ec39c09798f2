import { Failure } from '@/lib/core/failure';
import { onAbort } from '@/lib/core/on-abort';

/**
 * Lets the first call of each kind go alone, so that what its request has to look like is found out once, and a server that is not there
 * costs one call.
 */
export interface Scout {
  /**
   * Resolves once the kind is known, or at once for the first call of it; that call then calls the result, true if it learned something.
   * @throws Failure `cancelled` on abort
   */
  enter(kind: string, signal: AbortSignal): Promise<(isKnown: boolean) => void>;
}

export function createScout(): Scout {
  const known = new Set<string>();
  /** Calls that wait for the first of their kind. */
  const ahead = new Map<string, Set<() => void>>();

  function first(kind: string): (isKnown: boolean) => void {
    const waiting = new Set<() => void>();
    ahead.set(kind, waiting);
    return isKnown => {
      if (ahead.get(kind) !== waiting) return;
      ahead.delete(kind);
      if (isKnown) known.add(kind);
      for (const wake of waiting) wake();
    };
  }

  return {
    async enter(kind, signal) {
      for (;;) {
        if (known.has(kind)) return () => {};
        const waiting = ahead.get(kind);
        if (!waiting) return first(kind);
        await new Promise<void>((resolve, reject) => {
          const wake = () => {
            forget();
            resolve();
          };
          waiting.add(wake);
          const forget = onAbort(signal, () => {
            waiting.delete(wake);
            reject(new Failure('cancelled'));
          });
        });
      }
    },
  };
}
